package org.sextant.monitoring;

import static org.sextant.identity.Role.EMERGENCY;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.rules.safety.AlertKind;
import org.sextant.web.QueryText;
import org.sextant.web.Urgency;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** Alerts: list, read, acknowledge and review. */
@Urgency(Urgency.Level.CHAIRSIDE)
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
@Idempotent
class AlertResource {

    private final AlertService service;
    private final AlertRepository alerts;

    AlertResource(AlertService service, AlertRepository alerts) {
        this.service = service;
        this.alerts = alerts;
    }

    @GET
    @Path("/alerts")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "listAlerts", summary = "List alerts, the oldest first")
    public RestResponse<Page<AlertView>> list(
            @RestQuery @Parameter(schema = @Schema(implementation = AlertStatus.class)) String status,
            @RestQuery @Parameter(schema = @Schema(implementation = AlertKind.class)) String kind,
            @RestQuery @Parameter(schema = @Schema(implementation = UUID.class)) String sessionId,
            @RestQuery @Parameter(schema = @Schema(implementation = UUID.class)) String courseId,
            @BeanParam Paging paging) {
        var filters = new AlertRepository.Filters(
                QueryText.oneOf(AlertStatus.class, "status", status),
                QueryText.oneOf(AlertKind.class, "kind", kind),
                QueryText.uuid("sessionId", sessionId),
                QueryText.uuid("courseId", courseId));
        return paging.answer(
                (after, size) -> alerts.list(filters, after, size),
                alert -> Position.of(alert.recordedAt(), alert.id()),
                AlertView::of);
    }

    @GET
    @Path("/alerts/{id}")
    @RolesAllowed({NURSE, PRESCRIBER, INTEGRATION, EMERGENCY})
    @Operation(operationId = "readAlert", summary = "Read an alert")
    public RestResponse<AlertView> read(@RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return Replies.read(ifNoneMatch, AlertView.of(alerts.get(id)));
    }

    @POST
    @Path("/alerts/{id}/acknowledge")
    @RolesAllowed({NURSE, PRESCRIBER})
    @Operation(
            operationId = "acknowledgeAlert",
            summary = "Note that somebody has seen to an open alert",
            description = "What is found after that is a new alert.")
    public RestResponse<AlertView> acknowledge(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @Valid AcknowledgeAlert request) {
        var acknowledgement = request == null ? AcknowledgeAlert.WITHOUT_NOTE : request;
        return Replies.changed(AlertView.of(service.acknowledge(id, ifMatch, acknowledgement)));
    }

    @POST
    @Path("/alerts/{id}/review")
    @RolesAllowed(PRESCRIBER)
    @Operation(
            operationId = "reviewAlert",
            summary = "Record a prescriber's review of the suicide risk",
            description =
                    "Only of an alert SUICIDAL_IDEATION. An open one counts as acknowledged too. CONTINUE lets the"
                            + " treatment go on; DEFER and REFERRED keep refusing a start, EMERGENCY a discharge to the home too,"
                            + " until another review. Each review is kept.")
    public RestResponse<AlertView> review(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull @Valid ReviewAlert request) {
        return Replies.changed(AlertView.of(service.review(id, ifMatch, request)));
    }
}
