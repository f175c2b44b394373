package org.sextant.rules.safety;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is known of the patient's suicide risk at a step.
 *
 * @param asked the patient's last score that asks for suicidal ideation, and the last score of each other instrument
 *     that was asked on the same day of the clinic; empty where nobody asked
 */
public record SuicideRiskFacts(List<Asked> asked) {

    /** Nobody asked. */
    public static final SuicideRiskFacts NONE = new SuicideRiskFacts(List.of());

    /**
     * A score that asks for suicidal ideation.
     *
     * @param instrument the code of the instrument
     * @param takenAt when the score was taken, by the service's clock
     * @param flagged true where the answers raise the flag
     * @param answer the answers to the items that can raise the flag, in the order of the items
     * @param severity the place of the severity on the instrument, from the mildest; 0 where the answers decide none
     * @param reviewed the latest answer on the instrument that was reviewed in the course; null where there is none
     */
    public record Asked(
            String instrument,
            Instant takenAt,
            boolean flagged,
            List<Integer> answer,
            int severity,
            Reviewed reviewed) {

        /** True where an item has a higher answer, or the whole a higher severity, than when it was last reviewed. */
        boolean higherThanReviewed() {
            return severity > reviewed.severity()
                    || IntStream.range(0, answer.size()).anyMatch(i -> answer.get(i) > reviewed.answer(i));
        }
    }

    /**
     * An answer that a prescriber has reviewed.
     *
     * @param answer as it was at the review
     * @param severity as it was at the review; see {@link Asked#severity()}
     * @param at when the prescriber reviewed it
     */
    public record Reviewed(ReviewDecision decision, List<Integer> answer, int severity, Instant at) {

        /** The reviewed answer to an item; 0 where the item was not part of the instrument. */
        int answer(int item) {
            return item < answer.size() ? answer.get(item) : 0;
        }
    }
}
