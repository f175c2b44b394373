package org.sextant.chart.sideeffect;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.intake.Sendable;
import org.sextant.web.problem.Violations;

/**
 * The request to record a side effect.
 *
 * @param serious true where the side effect is serious in the regulatory sense; false where absent
 * @param action what staff did about the side effect
 * @param note required where the effect is OTHER
 * @param historic true where the side effect is older than the protocol expects; not stored
 */
@Schema(example = """
                {"effect": "NAUSEA", "severity": "MODERATE", "onsetAt": "2026-03-02T09:30:00Z",
                 "action": "Ondansetron 4 mg IV"}\
                """)
public record RecordSideEffect(
        UUID id,
        @NotNull Effect effect,
        @NotNull Severity severity,
        @NotNull Instant onsetAt,
        Instant resolvedAt,
        Boolean serious,
        @Size(min = 1, max = 2000) String action,
        @Size(min = 1, max = 2000) String note,
        Boolean historic)
        implements Sendable {

    /** @throws org.sextant.web.problem.ProblemException 422 where the effect is OTHER without a note */
    @Override
    public void check() {
        new Violations()
                .rejectIf(effect == Effect.OTHER && note == null, "/note", "must say what the effect is")
                .refuse();
    }
}
