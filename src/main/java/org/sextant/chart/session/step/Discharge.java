package org.sextant.chart.session.step;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.web.NotBlankIfPresent;

/**
 * The patient goes home.
 *
 * @param at when, now where absent
 * @param criteria every criterion of the protocol, and whether it holds
 * @param escort who takes the patient home, where it is not whom the check-in named
 * @param concomitantMedications where the check-in did not ask
 * @param overrideReason why a prescriber goes on although a criterion does not hold
 */
@Schema(example = """
                {"at": "2026-03-02T11:00:00Z", "criteria": {"OBSERVATION_COMPLETE": true, "VITALS_NEAR_BASELINE": true, "ORIENTED": true,
                 "AMBULATORY": true, "SIDE_EFFECTS_SETTLED": true, "ESCORT_PRESENT": true}}\
                """)
public record Discharge(
        Instant at,
        @NotNull Map<DischargeCriterion, @NotNull Boolean> criteria,
        @Valid Escort escort,
        Set<@NotNull DrugClass> concomitantMedications,
        @Size(min = 10, max = 2000) @NotBlankIfPresent(10) String overrideReason) {}
