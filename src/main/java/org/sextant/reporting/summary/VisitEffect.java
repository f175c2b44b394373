package org.sextant.reporting.summary;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.sextant.chart.sideeffect.Severity;

/**
 * A side effect that was not entered in error.
 *
 * @param minutes from onset to end; null while the side effect lasts
 */
record VisitEffect(UUID sessionId, String effect, Severity severity, Double minutes) {

    /** The highest severity of at least one side effect. */
    static String worst(List<VisitEffect> effects) {
        return effects.stream()
                .map(VisitEffect::severity)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .name();
    }
}
