package org.sextant.compliance.drugaccount;

import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.web.Period;
import org.sextant.web.Urgency;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;

/** The account of the controlled drug. */
@Urgency(Urgency.Level.DEFERRABLE)
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Drug account")
class DrugAccountResource {

    private static final Instant BEGINNING = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private final DrugAccountRepository account;
    private final ClinicProfiles clinics;

    DrugAccountResource(DrugAccountRepository account, ClinicProfiles clinics) {
        this.account = account;
        this.clinics = clinics;
    }

    @GET
    @Path("/drug-account")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "listDrugAccount",
            summary = "List what was drawn, given and wasted, by the end of each infusion",
            description =
                    "Each further dose has a line of its own, by the time it was given. Each line carries the totals of its drug"
                            + " and lot, from the beginning of the period to the line.")
    public RestResponse<Page<DrugAccountLine>> list(
            @RestQuery
                    @Parameter(
                            description =
                                    "Ended at or after this time, or on or after this date in the clinic's time zone",
                            example = "2026-03-02",
                            schema = @Schema(type = SchemaType.STRING))
                    String from,
            @RestQuery
                    @Parameter(
                            description = "Ended before this time, or on or before this date",
                            example = "2026-03-02",
                            schema = @Schema(type = SchemaType.STRING))
                    String to,
            @BeanParam Paging paging) {
        var period = Period.of(from, to, clinics::zone);
        var first = Optional.ofNullable(period.from()).orElse(BEGINNING);
        var last = Optional.ofNullable(period.until()).orElse(END);
        return paging.answer(
                Position.OF_RECORDS,
                (after, size) -> account.lines(first, last, after, size),
                DrugAccountLine::position,
                Function.identity());
    }
}
