package org.sextant.safety;

import java.time.Instant;
import java.util.UUID;

/**
 * What the rules know of a side effect.
 *
 * @param mild so slight that a patient may go home with it
 * @param serious life-threatening, or serious in the regulatory sense
 * @param resolvedAt null while it lasts
 */
public record SideEffectFact(
        UUID id, String effect, boolean mild, boolean serious, Instant onsetAt, Instant resolvedAt) {}
