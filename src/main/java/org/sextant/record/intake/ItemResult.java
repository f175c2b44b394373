package org.sextant.record.intake;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.Provenance;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemException;

/**
 * The result of one item.
 *
 * @param index the place of the item in the request, from 0
 * @param id the id of the record; for a rejected item, the id that the item names, or null
 * @param status the HTTP status that the create would get as a request of its own
 * @param retryable for a rejected item, true where the identical item may succeed later; else null
 * @param problem for a rejected item, the reason; else null
 */
@Schema(
        name = "ItemResult",
        example =
                "{\"index\": 0, \"id\": \"01957f72-3c80-7e1b-b7d4-0b6a5c9d2e83\", \"status\": 201, \"outcome\": \"CREATED\"}")
public record ItemResult(
        @Schema(required = true, description = "Of the item, from 0")
        int index,

        @Schema(description = "Of the record; the item's own, or one that follows from its content")
        String id,

        @Schema(required = true, description = "What the same create would have been answered alone")
        int status,

        @Schema(required = true) Outcome outcome,

        @Schema(description = "Of what was rejected: whether the same item may be taken when it is sent again")
        Boolean retryable,

        Problem problem) {

    /** The outcome of an item. */
    @Schema(name = "ItemOutcome")
    public enum Outcome {
        CREATED,
        /** An earlier request has created the record. */
        REPLAYED,
        REJECTED
    }

    static ItemResult created(SentItem item, Provenance record) {
        return new ItemResult(item.index(), record.id().toString(), 201, Outcome.CREATED, null, null);
    }

    static ItemResult replayed(SentItem item, Provenance record) {
        return new ItemResult(item.index(), record.id().toString(), 200, Outcome.REPLAYED, null, null);
    }

    /** @param instance the called path */
    static ItemResult rejected(SentItem item, ProblemException refusal, String instance) {
        return new ItemResult(
                item.index(),
                item.id(),
                refusal.type().status(),
                Outcome.REJECTED,
                refusal.isRetryable(),
                Problem.of(refusal, instance));
    }
}
