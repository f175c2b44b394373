package org.sextant.reporting.cohort;

import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.chart.assessment.Instruments;

/** Reports on the outcomes of treatment and on how long they last. */
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
class OutcomeReportResource {

    private final OutcomeReportService service;
    private final Instruments instruments;

    OutcomeReportResource(OutcomeReportService service, Instruments instruments) {
        this.service = service;
        this.instruments = instruments;
    }

    @GET
    @Path("/reports/outcomes")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportOutcomes",
            summary = "Tell what the clinic's courses came to",
            description = "Response, remission, worsening and new suicidal ideation by groups of courses, judged on the"
                    + " latest score, the last observation carried forward. An analyst gets no count under 11.")
    public OutcomesReport outcomes(@BeanParam CohortParameters parameters) {
        return service.outcomes(parameters.instrument(instruments), parameters.groupBy(), parameters.population());
    }

    @GET
    @Path("/reports/durability")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportDurability",
            summary = "Tell for how long courses kept their response",
            description = "The share still responding 1, 2, 4, 8 and 12 weeks after the first response, by Kaplan and"
                    + " Meier. An analyst gets no count under 11.")
    public DurabilityReport durability(@BeanParam CohortParameters parameters) {
        return service.durability(parameters.instrument(instruments), parameters.groupBy(), parameters.population());
    }
}
