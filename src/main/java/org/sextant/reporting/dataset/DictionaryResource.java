package org.sextant.reporting.dataset;

import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sextant.audit.log.Audited;
import org.sextant.web.Urgency;

/** The dictionary: the meaning of the columns of all datasets. */
@Urgency(Urgency.Level.DEFERRABLE)
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
class DictionaryResource {

    @GET
    @Path("/reports/dictionary")
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(operationId = "readDictionary", summary = "Read what the columns of the reports mean")
    public DictionaryView read() {
        return DictionaryView.ofAll();
    }
}
