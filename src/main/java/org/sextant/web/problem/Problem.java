package org.sextant.web.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An RFC 9457 problem document. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(
        description =
                "RFC 9457 problem document. `type` says what kind of problem it is, and which other members it has.",
        additionalProperties = Schema.True.class)
public record Problem(
        @Schema(required = true, format = "uri-reference", description = "Serves a page about this kind of problem")
        URI type,

        @Schema(required = true) String title,
        @Schema(required = true) int status,
        @Schema(required = true) String detail,

        @Schema(required = true, description = "The path that was called")
        String instance,

        List<FieldError> errors,
        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> members) {

    /** The media type of all error answers of the service. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The document of a failure; {@code instance} is the called path. */
    public static Problem of(ProblemException failure, String instance) {
        return of(failure.type(), failure.getMessage(), instance, failure.errors(), failure.members());
    }

    private static Problem of(
            ProblemType type, String detail, String instance, List<FieldError> errors, Map<String, Object> members) {
        return new Problem(URI.create(type.path()), type.title(), type.status(), detail, instance, errors, members);
    }
}
