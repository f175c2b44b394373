package org.sextant.exchange.fhir;

import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.EMERGENCY;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.record.idempotency.NotStored;
import org.sextant.web.ApiPaths;

/** The FHIR API. Which type a caller may read is decided for each type; here stands who may read any. */
@Path(ApiPaths.FHIR)
@Audited
@Idempotent
class FhirResource {

    private final FhirCall call;
    private final FhirOperations operations;

    FhirResource(FhirCall call, FhirOperations operations) {
        this.call = call;
        this.operations = operations;
    }

    @GET
    @Path("/metadata")
    @PermitAll
    @Audited(Work.IN_PIECES)
    @Operation(hidden = true, operationId = "fhirMetadata")
    public RestResponse<byte[]> metadata() {
        return call.metadata();
    }

    @GET
    @Path("/.well-known/smart-configuration")
    @PermitAll
    @Audited(Work.IN_PIECES)
    @Operation(hidden = true, operationId = "fhirSmartConfiguration")
    public RestResponse<byte[]> smartConfiguration() {
        return call.smartConfiguration();
    }

    @GET
    @Path("/{type}")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, INTEGRATION, AUDITOR, EMERGENCY})
    @Audited(Work.IN_PIECES)
    @Operation(hidden = true, operationId = "fhirSearch")
    public RestResponse<byte[]> search(@RestPath String type) {
        return call.search(type, "");
    }

    @POST
    @Path("/{type}/_search")
    @NotStored
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, INTEGRATION, AUDITOR})
    @Audited(Work.IN_PIECES)
    @Operation(hidden = true, operationId = "fhirSearchByPost")
    public RestResponse<byte[]> searchByPost(@RestPath String type, String form) {
        return call.search(type, form);
    }

    @GET
    @Path("/{type}/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, INTEGRATION, AUDITOR, EMERGENCY})
    @Audited(Work.IN_PIECES)
    @Operation(hidden = true, operationId = "fhirRead")
    public RestResponse<byte[]> read(@RestPath String type, @RestPath String id) {
        return id.equals(FhirOperations.LAST) ? operations.last(type) : call.read(type, id);
    }

    @GET
    @Path("/{type}/{id}/{operation}")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, INTEGRATION, AUDITOR, EMERGENCY})
    @Audited(Work.IN_PIECES)
    @Operation(hidden = true, operationId = "fhirOperation")
    public RestResponse<byte[]> operate(@RestPath String type, @RestPath String id, @RestPath String operation) {
        return operations.operate(type, id, operation);
    }

    @GET
    @Path("/{type}/{id}/_history/{version}")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR, INTEGRATION, AUDITOR, EMERGENCY})
    @Audited(Work.IN_PIECES)
    @Operation(hidden = true, operationId = "fhirReadVersion")
    public RestResponse<byte[]> readVersion(@RestPath String type, @RestPath String id, @RestPath String version) {
        return operations.readVersion(type, id, version);
    }
}
