package org.sextant.exchange.imports;

import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sextant.audit.log.Audited;
import org.sextant.identity.Caller;
import org.sextant.identity.TokenWatch;
import org.sextant.web.Urgency;
import org.sextant.web.ingress.Admission;
import org.sextant.web.problem.ProblemException;

/** Imports the courses that a clinic treated before it used Sextant. */
@Urgency(Urgency.Level.DEFERRABLE)
@Path("/v1")
@Audited
@Consumes(ImportResource.X_NDJSON)
@Produces(ImportResource.X_NDJSON)
@Tag(name = "Imports")
class ImportResource {

    static final String PATH = "/v1/imports";
    static final String X_NDJSON = "application/x-ndjson";

    private final Importer importer;
    private final ImportBulkhead bulkhead;
    private final ImportPace pace;
    private final Caller caller;
    private final TokenWatch tokens;
    private final ObjectMapper json;

    ImportResource(
            Importer importer,
            ImportBulkhead bulkhead,
            ImportPace pace,
            Caller caller,
            TokenWatch tokens,
            ObjectMapper json) {
        this.importer = importer;
        this.bulkhead = bulkhead;
        this.pace = pace;
        this.caller = caller;
        this.tokens = tokens;
        this.json = json;
    }

    @POST
    @Path("/imports")
    @RolesAllowed(PRESCRIBER)
    @Operation(
            operationId = "importHistory",
            summary = "Take in historic courses, line by line",
            description = "Lines as the reports write them in NDJSON, each up to 1 MiB, any number of them. Each is"
                    + " evaluated alone, and its verdict is streamed back in the order of the body. The same lines again"
                    + " are REPLAYED, so an import that broke off is sent again from the start. No rule evaluates"
                    + " history, and it raises no alert; an alert has a line of its own. CLINIC needs ADMIN too.")
    @RequestBody(content = @Content(mediaType = X_NDJSON, schema = @Schema(implementation = ImportLines.class)))
    @APIResponse(
            responseCode = "200",
            description = "One verdict a line",
            content = @Content(mediaType = X_NDJSON, schema = @Schema(implementation = Verdict.Lines.class)))
    public Response importHistory(InputStream body, @Context RoutingContext call) {
        var tokenIsValid = tokens.ofCaller();
        var place = bulkhead.take(caller.clinic());
        // The place among all requests is for others: an import may last for hours.
        Admission.giveBack(call);
        // The answer may fail before its first byte, and then nobody asks for verdicts.
        call.addEndHandler(ended -> place.abandon());
        StreamingOutput verdicts = target -> place.use(() -> run(pace.of(body), tokenIsValid, target, call.response()));
        return Response.ok(verdicts, X_NDJSON).build();
    }

    private void run(InputStream body, BooleanSupplier tokenIsValid, OutputStream target, HttpServerResponse answer)
            throws IOException {
        try (var stream = new VerdictStream(target, () -> !answer.writeQueueFull())) {
            try {
                importer.run(
                        new LineReader(body, tokenIsValid), tokenIsValid, verdicts -> stream.write(bytes(verdicts)));
            } catch (ProblemException late) {
                stream.finish();
                throw late;
            }
            stream.finish();
        }
    }

    private byte[] bytes(List<Verdict> verdicts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var verdict : verdicts) {
            bytes.write(json.writeValueAsBytes(verdict));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /** The lines of a body, for the API contract. */
    @Schema(
            name = "ImportLines",
            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
            description =
                    "One JSON object a line: `type` (CLINIC, PROTOCOL, PATIENT, COURSE, SESSION, VITALS, SIDE_EFFECT, DOSE, MEDICATION,"
                            + " ASSESSMENT, CLEARANCE, ALERT, REMS_SUBMISSION), and the columns"
                            + " of the report of that type that the dictionary calls RECORDED; what it calls DERIVED is passed over."
                            + " What a line belongs to comes before it.",
            example =
                    "{\"type\":\"VITALS\",\"id\":\"01957f72-3c80-7e1b-b7d4-0b6a5c9d2e83\","
                            + "\"sessionId\":\"01957f70-1b40-7d52-a1c9-8a3f5e7b6d21\",\"takenAt\":\"2024-03-02T09:20:00Z\",\"systolic\":128,\"diastolic\":82}\n")
    interface ImportLines {}
}
