package org.sextant.exchange.webhook;

import static org.sextant.identity.Role.ADMIN;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.exchange.webhook.sending.SecretBox;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.record.idempotency.NotStored;
import org.sextant.web.NoMembers;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** What is done with a webhook, and what came of its calls. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
@Idempotent
class WebhookActionResource {

    private final WebhookService service;
    private final WebhookRepository webhooks;
    private final WebhookViews views;
    private final SecretBox secrets;

    WebhookActionResource(WebhookService service, WebhookRepository webhooks, WebhookViews views, SecretBox secrets) {
        this.service = service;
        this.webhooks = webhooks;
        this.views = views;
        this.secrets = secrets;
    }

    @POST
    @Path("/webhooks/{id}/verify")
    @RolesAllowed(ADMIN)
    @Operation(operationId = "verifyWebhook", summary = "Send the challenge again, at once")
    public RestResponse<WebhookView> verify(@RestPath UUID id, @Valid NoMembers none) {
        return Replies.changed(views.of(service.verify(id)));
    }

    @POST
    @Path("/webhooks/{id}/test")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "testWebhook",
            summary = "Send a call of type webhook.test",
            description = "What came of it is among the attempts a moment later.")
    public RestResponse<WebhookView> test(@RestPath UUID id, @Valid NoMembers none) {
        return Replies.changed(views.of(service.test(id)));
    }

    @POST
    @Path("/webhooks/{id}/resume")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "resumeWebhook",
            summary = "Go on where the sending stopped",
            description =
                    "A disabled webhook answers the challenge first. One that fails is tried at once. 410 where the"
                            + " feed no longer reaches back so far: replay from its oldest cursor.")
    public RestResponse<WebhookView> resume(@RestPath UUID id, @Valid NoMembers none) {
        return Replies.changed(views.of(service.resume(id)));
    }

    @POST
    @Path("/webhooks/{id}/rotate")
    @NotStored
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Sign with a new secret, and for a while with the old one as well",
            description = "The answer shows the new secret, this once.")
    public RestResponse<WebhookView> rotate(@RestPath UUID id, @NotNull @Valid RotateSecret request) {
        var secret = secrets.newSecret();
        return Replies.changed(views.of(service.rotate(id, request, secret), SecretBox.text(secret)));
    }

    @POST
    @Path("/webhooks/{id}/replay")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "replayWebhook",
            summary = "Send changes again",
            description = "With the same `webhook-id`s as before.")
    public RestResponse<WebhookView> replay(@RestPath UUID id, @NotNull @Valid ReplayChanges request) {
        return Replies.changed(views.of(service.replay(id, request)));
    }

    @GET
    @Path("/webhooks/{id}/attempts")
    @RolesAllowed(ADMIN)
    @Operation(operationId = "listWebhookAttempts", summary = "List the newest 1,000 calls, the newest first")
    public RestResponse<Page<AttemptView>> attempts(@RestPath UUID id, @BeanParam Paging paging) {
        webhooks.get(id);
        return paging.answer(
                Position.of(Long.MAX_VALUE),
                (after, size) -> webhooks.attempts(id, after.number(), size),
                attempt -> Position.of(attempt.n()),
                Function.identity());
    }

    @GET
    @Path("/webhooks/{id}/set-aside")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "listWebhookSetAside",
            summary = "List the changes that the receiver has refused five times")
    public RestResponse<Page<SetAsideView>> setAside(@RestPath UUID id, @BeanParam Paging paging) {
        webhooks.get(id);
        return paging.answer(
                new Position("", ""),
                (after, size) -> webhooks.setAside(id, after.sort(), size),
                change -> new Position(change.item(), ""),
                Function.identity());
    }
}
