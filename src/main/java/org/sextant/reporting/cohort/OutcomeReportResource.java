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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.chart.assessment.Instruments;
import org.sextant.identity.Caller;
import org.sextant.web.Urgency;

/** Reports on the outcomes of treatment and on how long they last. */
@Urgency(Urgency.Level.DEFERRABLE)
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
class OutcomeReportResource {

    private final OutcomeReportService service;
    private final Instruments instruments;
    private final Caller caller;

    OutcomeReportResource(OutcomeReportService service, Instruments instruments, Caller caller) {
        this.service = service;
        this.instruments = instruments;
        this.caller = caller;
    }

    @GET
    @Path("/reports/outcomes")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportOutcomes",
            summary = "Tell what the clinic's courses came to",
            description =
                    "Response, remission, worsening and suicidal ideation by groups of inductions, evaluated on the"
                            + " latest score before a later course's first infusion, the last observation carried forward, or"
                            + " on the first score in a window. An analyst gets no count under 11.")
    public OutcomesReport outcomes(
            @BeanParam CohortParameters parameters,
            @RestQuery
                    @Parameter(
                            description =
                                    "The phase of the courses; INDUCTION where absent, and with groupBy=phase each"
                                            + " phase as a group, without an overall",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"INDUCTION", "MAINTENANCE"}))
                    String phase,
            @RestQuery
                    @Parameter(
                            example = "days:14-31",
                            description =
                                    "Evaluates the first score in these days after the end of the last infusion, both"
                                            + " ends included, instead of the latest score; `days:6-8` asks for the response of"
                                            + " day 7. An analyst may ask for these two windows",
                            schema = @Schema(type = SchemaType.STRING))
                    String window) {
        var groupBy = parameters.groupBy();
        return service.outcomes(new CoursesOfReport(
                parameters.instrument(instruments),
                groupBy,
                parameters.population(),
                PhaseFilter.of(phase, groupBy),
                Window.of(window, caller.seesClinicalDetail())));
    }

    @GET
    @Path("/reports/durability")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportDurability",
            summary = "Tell for how long inductions kept their response",
            description = "The share still responding 1, 2, 4, 8 and 12 weeks after the first response, along the"
                    + " episode, by Kaplan and Meier. An analyst gets no count under 11.")
    public DurabilityReport durability(
            @BeanParam CohortParameters parameters,
            @RestQuery
                    @Parameter(
                            description = "`with`: the drug was given in a maintenance course before the observation of"
                                    + " the response ended; `without`: it was not",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"all", "with", "without"},
                                            defaultValue = "all"))
                    String maintenance) {
        return service.durability(
                new CoursesOfReport(
                        parameters.instrument(instruments),
                        parameters.groupBy(),
                        parameters.population(),
                        PhaseFilter.INDUCTION,
                        null),
                QueryEnum.of("maintenance", maintenance, Maintenance.ALL, Maintenance.values()));
    }
}
