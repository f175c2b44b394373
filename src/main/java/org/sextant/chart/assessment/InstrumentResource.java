package org.sextant.chart.assessment;

import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.representation.ContentTags;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** The questionnaires and rating scales that the service scores. */
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments")
class InstrumentResource {

    private final Instruments instruments;
    private final ContentTags tags;

    InstrumentResource(Instruments instruments, ContentTags tags) {
        this.instruments = instruments;
        this.tags = tags;
    }

    @GET
    @Path("/instruments")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(operationId = "listInstruments", summary = "List the instruments")
    public RestResponse<Page<Instrument>> list(@BeanParam Paging paging) {
        return paging.answer(
                new Position("", ""),
                (after, size) -> instruments.after(after.sort(), size),
                instrument -> new Position(instrument.code(), ""),
                instrument -> instrument);
    }

    @GET
    @Path("/instruments/{code}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(operationId = "readInstrument", summary = "Read how an instrument is asked and scored")
    @APIResponseSchema(value = Instrument.class, responseCode = "200")
    public RestResponse<Instrument> read(
            @RestPath @Parameter(example = "PHQ-9") String code,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var instrument = instruments
                .find(code)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("There is no instrument with this code."));
        return Replies.read(ifNoneMatch, tags.of(instrument), null, instrument);
    }
}
