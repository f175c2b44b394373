package org.sextant.chart.session;

import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.EMERGENCY;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.chart.session.step.CancelSession;
import org.sextant.chart.session.step.CheckIn;
import org.sextant.chart.session.step.CheckInContent;
import org.sextant.chart.session.step.Discharge;
import org.sextant.chart.session.step.RescheduleSession;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.Period;
import org.sextant.web.QueryText;
import org.sextant.web.Urgency;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;
import org.sextant.web.representation.Versioned;

/** The day's board, the check-in, the discharge and the cancellation of sessions. */
@Urgency(Urgency.Level.CHAIRSIDE)
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
@Idempotent
class SessionResource {

    private final SessionService service;
    private final SessionRepository sessions;
    private final SessionCorrectionRepository corrections;
    private final SessionForm form;
    private final ClinicProfiles clinics;

    SessionResource(
            SessionService service,
            SessionRepository sessions,
            SessionCorrectionRepository corrections,
            SessionForm form,
            ClinicProfiles clinics) {
        this.service = service;
        this.corrections = corrections;
        this.sessions = sessions;
        this.form = form;
        this.clinics = clinics;
    }

    @GET
    @Path("/sessions")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, COORDINATOR})
    @Operation(
            operationId = "listSessions",
            summary = "The day's board: sessions by appointment",
            description = "Each session has the name of its patient. A coordinator gets each session as an Appointment,"
                    + " without clinical content.")
    @APIResponseSchema(value = SessionForm.OnePage.class, responseCode = "200")
    public RestResponse<? extends Page<?>> board(
            @RestQuery @Parameter(schema = @Schema(implementation = SessionStatus.class)) String status,
            @RestQuery
                    @Parameter(
                            description =
                                    "Appointments at or after this time, or on or after this date in the clinic's zone",
                            example = "2026-03-02",
                            schema = @Schema(type = SchemaType.STRING))
                    String from,
            @RestQuery
                    @Parameter(
                            description = "Appointments before this time, or on or before this date",
                            example = "2026-03-02",
                            schema = @Schema(type = SchemaType.STRING))
                    String to,
            @BeanParam Paging paging) {
        var period = Period.of(from, to, clinics::zone);
        var filters = new SessionRepository.Filters(
                QueryText.oneOf(SessionStatus.class, "status", status), period.from(), period.until());
        return paging.answer(
                (after, size) -> form.withPatients(sessions.board(filters, after, size)),
                row -> Position.of(row.session().scheduledAt(), row.session().id()),
                form::onBoard);
    }

    @GET
    @Path("/sessions/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, COORDINATOR, EMERGENCY})
    @Operation(
            operationId = "readSession",
            summary = "Read a session",
            description = "A coordinator gets an Appointment, without clinical content.")
    @APIResponseSchema(value = SessionForm.Either.class, responseCode = "200")
    public RestResponse<? extends Versioned> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        var session = sessions.get(id);
        // The monitoring clock changes without a new version. After a change, the copy of the client may be stale.
        var validIfNoneMatch = session.clockSetSinceLastStep() ? null : ifNoneMatch;
        return Replies.read(validIfNoneMatch, form.of(session));
    }

    @GET
    @Path("/sessions/{id}/checks")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION})
    @Operation(
            operationId = "checkStep",
            summary = "Ask what the rules would say to a step that is taken now, or at a time",
            description = "The same verdicts as the step's own. What only staff can state is a WARN until they do."
                    + " Device-Time corrects at, as it corrects the time of the step.")
    public Checks check(
            @RestPath UUID id,
            @RestQuery
                    @Parameter(
                            required = true,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"start", "discharge"}))
                    String step,
            @RestQuery
                    @Parameter(
                            description = "When the step is taken; now where absent",
                            schema = @Schema(implementation = Instant.class))
                    String at) {
        if (!"start".equals(step) && !"discharge".equals(step)) {
            throw Violations.ofParameter("step", "must be start or discharge");
        }
        return service.check(id, Checks.Step.valueOf(step.toUpperCase(Locale.ROOT)), QueryText.time("at", at));
    }

    @POST
    @Path("/sessions/{id}/check-in")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(operationId = "checkIn", summary = "Check the patient in: SCHEDULED to CHECKED_IN")
    public RestResponse<SessionView> checkIn(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid CheckIn request) {
        return Replies.changed(form.clinical(service.checkIn(id, ifMatch, request)));
    }

    @POST
    @Path("/sessions/{id}/check-in/amend")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "amendCheckIn",
            summary = "Correct the check-in",
            description =
                    "Send the members that change (null removes one) and the reason, also after the discharge. A nurse"
                            + " corrects what they recorded themselves. A session that has started keeps its planned dose;"
                            + " dosedOnWeightKg is the weight that it was computed from, and startVerdicts has a warning"
                            + " that names both weights. A weight that changes is no longer confirmed.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CheckInContent.class)))
    public RestResponse<SessionView> amendCheckIn(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode body) {
        return Replies.changed(form.clinical(service.amendCheckIn(id, ifMatch, body)));
    }

    @GET
    @Path("/sessions/{id}/history")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(
            operationId = "listSessionHistory",
            summary = "List the corrections of a session's steps, oldest first",
            description = "Each has the members that it changed, with their values before and since.")
    public RestResponse<Page<SessionCorrectionView>> history(@RestPath UUID id, @BeanParam Paging paging) {
        sessions.get(id);
        return paging.answer(
                (after, size) -> corrections.ofSession(id, after, size),
                correction -> Position.of(correction.recordedAt(), correction.id()),
                SessionCorrectionView::of);
    }

    @POST
    @Path("/sessions/{id}/discharge")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "discharge",
            summary = "Discharge the patient: OBSERVING to DISCHARGED",
            description =
                    "Every criterion of the protocol is stated, but for those that the chart alone decides, which may be"
                            + " stated. Those that can be computed are, whatever is stated. One that does not hold refuses the"
                            + " step: 409 safety-rule with the verdicts; a prescriber may go on with an overrideReason. A"
                            + " disposition other than HOME needs no criteria but a reason, is never refused by a rule, and"
                            + " raises an alert.")
    public RestResponse<SessionView> discharge(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid Discharge request) {
        return Replies.changed(form.clinical(service.discharge(id, ifMatch, request)));
    }

    @POST
    @Path("/sessions/{id}/cancel")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR})
    @Operation(
            operationId = "cancelSession",
            summary = "Cancel a session that is SCHEDULED or CHECKED_IN",
            description = "Its number becomes free. A coordinator gets an Appointment, without clinical content.")
    @APIResponseSchema(value = SessionForm.Either.class, responseCode = "200")
    public RestResponse<? extends Versioned> cancel(
            @RestPath UUID id,
            @RestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid CancelSession request) {
        return Replies.changed(form.of(service.cancel(id, ifMatch, request)));
    }

    @POST
    @Path("/sessions/{id}/reschedule")
    @RolesAllowed({NURSE, PRESCRIBER, COORDINATOR})
    @Operation(
            operationId = "rescheduleSession",
            summary = "Move the appointment of a session that is SCHEDULED",
            description = "The session keeps each earlier time with the reason. A local time that the clock skips moves"
                    + " forward; of one that it shows twice, the first counts. A coordinator gets an Appointment, without"
                    + " clinical content.")
    @APIResponseSchema(value = SessionForm.Either.class, responseCode = "200")
    public RestResponse<? extends Versioned> reschedule(
            @RestPath UUID id,
            @RestHeader(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid RescheduleSession request) {
        return Replies.changed(form.of(service.reschedule(id, ifMatch, request)));
    }
}
