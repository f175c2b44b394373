package org.sextant.reporting.dataset;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.sextant.web.AnswerFormat;
import org.sextant.web.QueryText;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.Paging;

/** The parameters that all datasets have in common. */
public class DatasetRequest {

    private static final Pattern NEVER = Pattern.compile("0(\\.0*)?");

    @RestQuery
    @Parameter(
            description = "Rows without identifiers, as an analyst gets them in any case",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    String deidentified;

    @RestQuery
    @Parameter(
            description = "The format of the rows, in place of the Accept header",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"json", "csv", "ndjson"}))
    String format;

    @RestQuery
    @Parameter(
            description = "Begin CSV with a byte order mark, without which Excel does not read UTF-8",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    String bom;

    @BeanParam
    Paging paging;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    @Context
    RoutingContext call;

    /**
     * The format that the client prefers, media type parameters ignored; empty for pages of JSON.
     *
     * @throws NotAcceptableException where the client accepts none of the formats
     * @throws org.sextant.web.problem.ProblemException 400 for an unknown format, and for a byte order mark without CSV
     */
    Optional<Format> accepted() {
        AnswerFormat.check(format);
        var accepted = accepted(Format.CSV, Format.NDJSON);
        if (!Boolean.TRUE.equals(QueryText.flag("bom", bom))) {
            return accepted;
        }
        if (!accepted.equals(Optional.of(Format.CSV))) {
            throw Violations.ofParameter("bom", "is only for CSV; add format=csv");
        }
        return Optional.of(Format.CSV_WITH_BOM);
    }

    private Optional<Format> accepted(Format... formats) {
        for (var type : headers.getAcceptableMediaTypes()) {
            if (NEVER.matcher(type.getParameters().getOrDefault("q", "1")).matches()) {
                continue;
            }
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return Optional.empty();
            }
            for (var format : formats) {
                if (type.isCompatible(MediaType.valueOf(format.mediaType()))) {
                    return Optional.of(format);
                }
            }
        }
        throw new NotAcceptableException();
    }
}
