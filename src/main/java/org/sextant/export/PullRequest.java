package org.sextant.export;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.sextant.http.Paging;

/** The parameters of every report that is pulled row by row. */
public class PullRequest {

    @BeanParam
    RowFilters filters;

    @RestQuery
    @Parameter(
            description = "Rows without identifiers, as an analyst gets them in any case",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    String deidentified;

    @BeanParam
    Paging paging;

    @Context
    Request negotiation;

    @Context
    UriInfo uri;
}
