package org.sextant.chart.session.step;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.web.problem.Violations;

/**
 * The request to discharge the patient.
 *
 * @param at the time of the discharge; now where absent
 * @param disposition where the patient goes; HOME where absent
 * @param reason why the patient does not go home; required for another disposition than HOME
 * @param criteria for every criterion of the protocol that staff must state, whether it is met; required for HOME
 * @param escort the person who takes the patient home, where the check-in named another person or nobody
 * @param concomitantMedications the classes of medication that the patient takes, where nobody asked at the check-in
 * @param overrideReason why a prescriber discharges the patient although a criterion is not met
 */
@Schema(example = """
                {"at": "2026-03-02T11:00:00Z", "criteria": {"OBSERVATION_COMPLETE": true, "VITALS_NEAR_BASELINE": true, "ORIENTED": true,
                 "AMBULATORY": true, "SIDE_EFFECTS_SETTLED": true, "ESCORT_PRESENT": true}}\
                """)
public record Discharge(
        Instant at,
        Disposition disposition,
        @Size(min = 1, max = 2000) String reason,
        Map<DischargeCriterion, @NotNull Boolean> criteria,
        @Valid Escort escort,
        Set<@NotNull DrugClass> concomitantMedications,
        @Size(min = 10, max = 2000) String overrideReason) {

    /** The disposition, with the default. */
    public Disposition dispositionOrHome() {
        return disposition == null ? Disposition.HOME : disposition;
    }

    /** True where the criteria of the protocol apply. */
    public boolean goesHome() {
        return dispositionOrHome() == Disposition.HOME;
    }

    /**
     * Checks that the request says what its disposition needs.
     *
     * @throws org.sextant.web.problem.ProblemException 422 without the criteria, or without the reason
     */
    public void check() {
        new Violations()
                .rejectIf(goesHome() && criteria == null, "/criteria", "is required")
                .rejectIf(!goesHome() && reason == null, "/reason", "must say why the patient does not go home")
                .refuse();
    }
}
