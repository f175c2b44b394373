package org.sextant.chart.infusion;

import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.chart.session.SessionForm;
import org.sextant.chart.session.SessionView;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.Urgency;
import org.sextant.web.representation.Replies;

/** The steps of the infusion. */
@Urgency(Urgency.Level.CHAIRSIDE)
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
@Idempotent
class InfusionResource {

    private final InfusionService service;
    private final SessionForm form;

    InfusionResource(InfusionService service, SessionForm form) {
        this.service = service;
        this.form = form;
    }

    @POST
    @Path("/sessions/{id}/infusion/start")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "startInfusion",
            summary = "Start the drug: CHECKED_IN to INFUSING",
            description =
                    "plannedDoseMg is the weight at check-in times mg/kg, capped by the protocol, or its fixed dose:"
                            + " mg, where the request names one of the protocol's options."
                            + " Where mgPerKg or the fixed dose differs from that of the course's last session, doseReason says why."
                            + " A rule that is broken refuses the step: 409 safety-rule with the verdicts; a prescriber may"
                            + " go on with an overrideReason.")
    public RestResponse<SessionView> start(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @Valid StartInfusion request) {
        var step = request == null ? StartInfusion.AS_PLANNED : request;
        return Replies.changed(form.clinical(service.start(id, ifMatch, step)));
    }

    @POST
    @Path("/sessions/{id}/infusion/rate")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "changeRate",
            summary = "Note that the drug runs at another rate",
            description = "Of a drug that is infused, while it runs. In mg/h, or in mL/h where the start named the"
                    + " concentration. A rate above the present one is refused where it is above the protocol's limit, or where"
                    + " the dose would come to more than the limit in all: 409 safety-rule with the verdicts; a prescriber may"
                    + " go on with an overrideReason. A lower rate is never refused.")
    public RestResponse<SessionView> rate(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid ChangeRate request) {
        return Replies.changed(form.clinical(service.changeRate(id, ifMatch, request)));
    }

    @POST
    @Path("/sessions/{id}/infusion/pause")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "pauseInfusion",
            summary = "Note that the drug is held",
            description = "No rule refuses a pause.")
    public RestResponse<SessionView> pause(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @Valid PauseInfusion request) {
        var step = request == null ? PauseInfusion.NOW : request;
        return Replies.changed(form.clinical(service.pause(id, ifMatch, step)));
    }

    @POST
    @Path("/sessions/{id}/infusion/resume")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "resumeInfusion",
            summary = "Note that the drug runs again, at the rate it had",
            description = "Evaluated as a rate: 409 safety-rule with the verdicts; a prescriber may go on with an"
                    + " overrideReason.")
    public RestResponse<SessionView> resume(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @Valid ResumeInfusion request) {
        var step = request == null ? ResumeInfusion.NOW : request;
        return Replies.changed(form.clinical(service.resume(id, ifMatch, step)));
    }

    @POST
    @Path("/sessions/{id}/infusion/end")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "endInfusion",
            summary = "End the drug: INFUSING to OBSERVING",
            description = "What was drawn is what was given and wasted, exactly; waste needs a witness who is not the"
                    + " caller. administeredMg is the dose of the start, without further doses, which have a path of their own."
                    + " What is remarkable about the dose is in endVerdicts, and refuses nothing; a total above the limit"
                    + " raises the alert DOSE_EXCEEDED.")
    public RestResponse<SessionView> end(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid EndInfusion request) {
        return Replies.changed(form.clinical(service.end(id, ifMatch, request)));
    }

    @POST
    @Path("/sessions/{id}/infusion/end/amend")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "amendInfusionEnd",
            summary = "Correct what was given and wasted",
            description =
                    "Send the members that change (null removes one) and the reason, also after the discharge. A nurse"
                            + " corrects what they recorded themselves. The account adds up as at the end, and alerts are evaluated"
                            + " again. endVerdicts has the verdicts from before and from since.")
    @RequestBody(content = @Content(schema = @Schema(implementation = EndContent.class)))
    public RestResponse<SessionView> amendEnd(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode body) {
        return Replies.changed(form.clinical(service.amendEnd(id, ifMatch, body)));
    }
}
