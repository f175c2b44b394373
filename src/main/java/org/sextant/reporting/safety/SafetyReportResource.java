package org.sextant.reporting.safety;

import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.identity.Caller;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.reporting.cohort.QueryEnum;
import org.sextant.web.Period;
import org.sextant.web.Urgency;
import org.sextant.web.problem.Violations;

/** The report on the safety of treatment. */
@Urgency(Urgency.Level.DEFERRABLE)
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
class SafetyReportResource {

    private final SafetyReportService service;
    private final ClinicProfiles clinics;
    private final Caller caller;

    SafetyReportResource(SafetyReportService service, ClinicProfiles clinics, Caller caller) {
        this.service = service;
        this.clinics = clinics;
        this.caller = caller;
    }

    @GET
    @Path("/reports/safety")
    @Audited(Work.READS_ONE_MOMENT)
    @RolesAllowed({PRESCRIBER, INTEGRATION, ANALYST})
    @Operation(
            operationId = "reportSafety",
            summary = "Tell what happened in the clinic's sessions",
            description =
                    "Side effects per 100 sessions by kind and severity and how long they took, alerts, early stops,"
                            + " overrides. An analyst gets no count under 11, and names whole years.")
    public SafetyReport safety(
            @RestQuery
                    @Parameter(
                            description = "What makes a group; a session of a course with several labels is in each",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "protocol",
                                                "indication",
                                                "route",
                                                "label",
                                                "phase",
                                                "sessionNumber"
                                            },
                                            defaultValue = "protocol"))
                    String groupBy,
            @RestQuery
                    @Parameter(
                            description =
                                    "Begun at or after this time, or on or after this date in the clinic's time zone",
                            example = "2026-01-01",
                            schema = @Schema(type = SchemaType.STRING))
                    String from,
            @RestQuery
                    @Parameter(
                            description = "Begun before this time, or on or before this date",
                            example = "2026-12-31",
                            schema = @Schema(type = SchemaType.STRING))
                    String to) {
        var period = Period.of(from, to, clinics::zone);
        return service.report(
                QueryEnum.of("groupBy", groupBy, SafetyGroupBy.PROTOCOL, SafetyGroupBy.values()),
                wholeYears("from", period.from()),
                wholeYears("to", period.until()));
    }

    /** An analyst may only name whole years, because a narrow period would disclose the date of a session. */
    private Instant wholeYears(String name, Instant time) {
        if (time != null && !caller.seesClinicalDetail() && !beginsYear(time)) {
            throw Violations.ofParameter(
                    name, "must be the beginning of a year in the clinic's time zone, or its last day for the end");
        }
        return time;
    }

    private boolean beginsYear(Instant time) {
        var local = time.atZone(clinics.zone());
        return local.getDayOfYear() == 1
                && local.toLocalDate().atStartOfDay(local.getZone()).toInstant().equals(time);
    }
}
