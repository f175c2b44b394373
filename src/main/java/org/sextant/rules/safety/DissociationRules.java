package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sextant.rules.protocol.Limits;

/** The findings of scores that measure dissociation. */
public final class DissociationRules {

    private DissociationRules() {}

    /**
     * A score.
     *
     * @param instrument the code of the instrument; the protocol has limits for CADSS and CADSS-6
     * @param takenAt when the score was taken, by the service's clock
     * @param recordedAt when the service stored the score
     */
    public record Score(UUID id, String instrument, int total, Instant takenAt, Instant recordedAt) {}

    /** The finding of a score above its limit; empty where the protocol sets no limit for the instrument. */
    public static Optional<Finding> evaluate(Score score, Limits limits) {
        var limit =
                switch (score.instrument()) {
                    case "CADSS" -> limits.alertCadssAbove();
                    case "CADSS-6" -> limits.alertCadss6Above();
                    default -> null;
                };
        return limit == null || score.total() <= limit
                ? Optional.empty()
                : Optional.of(new Finding(
                        AlertKind.DISSOCIATION_DEEP,
                        AlertSeverity.WARNING,
                        score.id(),
                        score.takenAt(),
                        score.recordedAt(),
                        BigDecimal.valueOf(score.total()),
                        BigDecimal.valueOf(limit),
                        "%s of %d points is above %d points".formatted(score.instrument(), score.total(), limit),
                        null));
    }
}
