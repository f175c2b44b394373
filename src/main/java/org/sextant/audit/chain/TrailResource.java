package org.sextant.audit.chain;

import static org.sextant.identity.Role.AUDITOR;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.sextant.audit.chain.TrailRepository.Filters;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.identity.TokenWatch;
import org.sextant.web.Period;
import org.sextant.web.QueryText;
import org.sextant.web.Urgency;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;

/** The audit trail: each call of a caller, and each change of a record. */
@Urgency(Urgency.Level.DEFERRABLE)
@Path("/v1")
@Audited
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
class TrailResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final byte NEWLINE = '\n';

    private final TrailRepository trail;
    private final TrailWalk walk;
    private final WalkBulkhead walks;
    private final TokenWatch tokens;
    private final ObjectMapper json;

    TrailResource(TrailRepository trail, TrailWalk walk, WalkBulkhead walks, TokenWatch tokens, ObjectMapper json) {
        this.trail = trail;
        this.walk = walk;
        this.walks = walks;
        this.tokens = tokens;
        this.json = json;
    }

    @GET
    @Path("/audit")
    @RolesAllowed(AUDITOR)
    @Operation(
            operationId = "listAudit",
            summary = "List the clinic's audit trail, the oldest entry first",
            description =
                    "One entry for each call, and one for each record that it changed, in the order of the chain. An"
                            + " entry appears within 2 seconds of its commit. This call is an entry as well.")
    public RestResponse<Page<TrailEntry>> list(
            @RestQuery @Parameter(description = "About this patient", schema = @Schema(implementation = UUID.class))
                    String patientId,
            @RestQuery @Parameter(description = "By the caller with this `sub`") String subject,
            @RestQuery
                    @Parameter(description = "At or after this time", schema = @Schema(implementation = Instant.class))
                    String from,
            @RestQuery @Parameter(description = "Before this time", schema = @Schema(implementation = Instant.class))
                    String to,
            @BeanParam Paging paging) {
        var period = Period.ofTimes(from, to);
        var filters = new Filters(
                QueryText.uuid("patientId", patientId),
                QueryText.verbatim("subject", subject),
                period.from(),
                period.until());
        return paging.answer(
                Position.of(0L),
                (after, size) -> trail.list(filters, after.number(), size),
                entry -> Position.of(entry.n()),
                Function.identity());
    }

    @GET
    @Path("/audit/verification")
    @Audited(Work.IN_PIECES)
    @RolesAllowed(AUDITOR)
    @Operation(
            operationId = "verifyAudit",
            summary = "Check the whole chain of the clinic's audit trail",
            description = "Computes each hash anew and checks each signature. Takes as long as the trail is long. Two"
                    + " verifications and exports of the trail run at once; a further one is answered with 503.")
    public RestResponse<VerificationView> verify() {
        return RestResponse.ok(VerificationView.of(walks.run(walk::verify)));
    }

    @GET
    @Path("/audit/export")
    @Produces(NDJSON)
    @RolesAllowed(AUDITOR)
    @Operation(
            operationId = "exportAudit",
            summary = "Export the whole audit trail with its checkpoints, one JSON object a line",
            description = "What the verifier command needs, beside the public key.")
    @APIResponse(
            responseCode = "200",
            description = "Whose trail it is, then the checkpoints, then the entries",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = TrailLine.class)))
    public RestResponse<StreamingOutput> export() {
        var mayContinue = tokens.ofCaller();
        StreamingOutput lines = target -> {
            var out = new BufferedOutputStream(target);
            try {
                walks.run(() -> {
                    walk.export(mayContinue, line -> write(line, out));
                    return null;
                });
            } catch (UncheckedIOException disconnected) {
                throw disconnected.getCause();
            }
            out.flush();
        };
        return ResponseBuilder.ok(lines).type(NDJSON).build();
    }

    private void write(TrailLine line, BufferedOutputStream out) {
        try {
            out.write(json.writeValueAsBytes(line));
            out.write(NEWLINE);
        } catch (IOException disconnected) {
            throw new UncheckedIOException(disconnected);
        }
    }
}
