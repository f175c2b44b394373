package org.sextant.exchange.imports;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemException;

/**
 * The result of one line.
 *
 * @param line the number of the line in the body, from 1
 * @param type the type that the line names; absent where the type is missing or unknown
 * @param id the id that the line names; absent where the id is missing or unreadable
 * @param status the HTTP status that a single create request would have
 * @param problem why the line was rejected; else absent
 */
@JsonPropertyOrder({"line", "type", "id", "status", "outcome", "problem"})
record Verdict(long line, LineType type, UUID id, int status, Outcome outcome, Problem problem) {

    /** The possible results of a line. */
    enum Outcome {
        CREATED,
        REPLAYED,
        REJECTED
    }

    static Verdict created(ImportLine line) {
        return new Verdict(line.line(), line.type(), line.id(), 201, Outcome.CREATED, null);
    }

    static Verdict replayed(ImportLine line) {
        return new Verdict(line.line(), line.type(), line.id(), 200, Outcome.REPLAYED, null);
    }

    static Verdict rejected(long line, LineType type, UUID id, ProblemException refusal) {
        return new Verdict(
                line, type, id, refusal.type().status(), Outcome.REJECTED, Problem.of(refusal, ImportResource.PATH));
    }

    static Verdict rejected(ImportLine line, ProblemException refusal) {
        return rejected(line.line(), line.type(), line.id(), refusal);
    }

    /** The lines of an answer, for the API contract. */
    @Schema(
            name = "ImportVerdicts",
            type = SchemaType.STRING,
            description =
                    "One JSON object a line of the body, in its order: `line`, `type`, `id` (of CLINIC and PROTOCOL none), `status`,"
                            + " `outcome` (CREATED, REPLAYED or REJECTED) and, where it was rejected, the `problem`.",
            example =
                    "{\"line\":1,\"type\":\"COURSE\",\"id\":\"01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18\",\"status\":201,\"outcome\":\"CREATED\"}\n")
    interface Lines {}
}
