package org.sextant.exchange.webhook;

import static org.sextant.identity.Role.ADMIN;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.exchange.webhook.sending.SecretBox;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.record.idempotency.NotStored;
import org.sextant.web.MergePatch;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;
import org.sextant.web.representation.Replies;

/** Addresses of other systems that are told of each change by a signed call. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
@Idempotent
class WebhookResource {

    private final WebhookService service;
    private final WebhookRepository webhooks;
    private final WebhookViews views;
    private final IdempotentCreate creates;
    private final SecretBox secrets;
    private final DetailsCheck details;

    WebhookResource(
            WebhookService service,
            WebhookRepository webhooks,
            WebhookViews views,
            IdempotentCreate creates,
            SecretBox secrets,
            DetailsCheck details) {
        this.service = service;
        this.webhooks = webhooks;
        this.views = views;
        this.creates = creates;
        this.secrets = secrets;
        this.details = details;
    }

    @POST
    @Path("/webhooks")
    @NotStored
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "createWebhook",
            summary = "Have another system told of changes",
            description = "The answer shows the secret that calls are signed with (Standard Webhooks 1.0), this once: a"
                    + " repetition does not show it. Before anything else the address is sent a call of type"
                    + " `webhook.verification`, and becomes ACTIVE once it answers 2xx with the `challenge` of its body. A clinic has at most 20"
                    + " webhooks that are not DISABLED.")
    @APIResponseSchema(value = WebhookView.class, responseCode = "201", responseDescription = "Created")
    public RestResponse<WebhookView> create(@NotNull @Valid CreateWebhook request) {
        var secret = secrets.newSecret();
        var result = creates.execute(request.id(), request, webhooks, provenance -> {
            details.require(request.details());
            return service.create(provenance, request, secret);
        });
        var view = views.of(result.record(), result.replayed() ? null : SecretBox.text(secret));
        return Replies.created(result.replayed(), "/v1/webhooks/" + view.id(), view);
    }

    @GET
    @Path("/webhooks")
    @RolesAllowed(ADMIN)
    @Operation(operationId = "listWebhooks", summary = "List the clinic's webhooks, the oldest first")
    public RestResponse<Page<WebhookView>> list(@BeanParam Paging paging) {
        return paging.answer(webhooks::list, webhook -> Position.of(webhook.recordedAt(), webhook.id()), views::of);
    }

    @GET
    @Path("/webhooks/{id}")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "readWebhook",
            summary = "Read a webhook, and how its sending goes",
            description = "What the sending changes (cursor, failures, times) makes no new version.")
    public RestResponse<WebhookView> read(@RestPath UUID id) {
        return Replies.changed(views.of(webhooks.get(id)));
    }

    @PATCH
    @Path("/webhooks/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "editWebhook",
            summary = "Change a webhook",
            description = "Another address has to answer the challenge first.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MergePatch.MEDIA_TYPE,
                            schema = @Schema(implementation = WebhookDetails.class)))
    public RestResponse<WebhookView> edit(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_MATCH) String ifMatch, @NotNull JsonNode patch) {
        details.require(service.patched(id, ifMatch, patch));
        return Replies.changed(views.of(service.edit(id, ifMatch, patch)));
    }

    @DELETE
    @Path("/webhooks/{id}")
    @Consumes
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "stopWebhook",
            summary = "Stop a webhook",
            description = "It is DISABLED, and the record stays; it can be resumed.")
    public RestResponse<WebhookView> stop(@RestPath UUID id) {
        return Replies.changed(views.of(service.disable(id)));
    }
}
