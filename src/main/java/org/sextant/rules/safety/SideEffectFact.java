package org.sextant.rules.safety;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.sextant.record.RecordOrder;

/**
 * The facts of a side effect that the rules evaluate.
 *
 * @param mild true where the side effect does not prevent the discharge
 * @param severe true where the severity is SEVERE
 * @param serious true where the side effect is life-threatening, or serious in the regulatory sense
 * @param recordedAt when the service stored the side effect
 * @param resolvedAt null while the side effect lasts
 */
public record SideEffectFact(
        UUID id,
        String effect,
        boolean mild,
        boolean severe,
        boolean serious,
        Instant onsetAt,
        Instant recordedAt,
        Instant resolvedAt) {

    static final Comparator<SideEffectFact> ORDER =
            RecordOrder.by(SideEffectFact::onsetAt, SideEffectFact::recordedAt, SideEffectFact::id);
}
