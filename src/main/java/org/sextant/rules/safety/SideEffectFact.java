package org.sextant.rules.safety;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.sextant.record.RecordOrder;

/**
 * What the rules know of a side effect.
 *
 * @param mild so slight that a patient may go home with it
 * @param serious life-threatening, or serious in the regulatory sense
 * @param recordedAt when the service took it in
 * @param resolvedAt null while it lasts
 */
public record SideEffectFact(
        UUID id,
        String effect,
        boolean mild,
        boolean serious,
        Instant onsetAt,
        Instant recordedAt,
        Instant resolvedAt) {

    static final Comparator<SideEffectFact> ORDER =
            RecordOrder.by(SideEffectFact::onsetAt, SideEffectFact::recordedAt, SideEffectFact::id);
}
