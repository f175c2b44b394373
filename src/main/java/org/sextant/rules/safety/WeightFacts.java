package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * The weight that the patient's weight at the check-in is compared with.
 *
 * @param lastKg the weight at the patient's check-in before, in any course, kg; null where there is none within
 *     {@link #WITHIN}
 * @param lastAt the time of that check-in; null where there is none
 * @param confirmed true where staff have confirmed the weight of this check-in
 */
public record WeightFacts(BigDecimal lastKg, Instant lastAt, boolean confirmed) {

    /** The longest time between the two check-ins. */
    public static final Duration WITHIN = Duration.ofDays(60);

    /** No weight to compare with. */
    public static final WeightFacts NONE = new WeightFacts(null, null, false);
}
