package org.sextant.exchange.imports;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemException;

/**
 * What became of a line.
 *
 * @param line its number in the body, from 1 on
 * @param type as the line says; absent where it does not
 * @param id likewise
 * @param status as of a create of its own
 * @param problem why it was rejected
 */
@JsonPropertyOrder({"line", "type", "id", "status", "outcome", "problem"})
record Verdict(long line, LineType type, UUID id, int status, Outcome outcome, Problem problem) {

    /** What can become of a line. */
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

    /** The lines of an answer, for the contract. */
    @Schema(
            name = "ImportVerdicts",
            type = SchemaType.STRING,
            description =
                    "One JSON object a line of the body, in its order: `line`, `type`, `id` (of a PROTOCOL none), `status`,"
                            + " `outcome` (CREATED, REPLAYED or REJECTED) and, where it was rejected, the `problem`.",
            example =
                    "{\"line\":1,\"type\":\"COURSE\",\"id\":\"01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18\",\"status\":201,\"outcome\":\"CREATED\"}\n")
    interface Lines {}
}
