package org.sextant.chart.session;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.session.step.Discharge;
import org.sextant.chart.session.step.Disposition;
import org.sextant.chart.session.step.DrugClass;
import org.sextant.chart.session.step.Escort;
import org.sextant.record.intake.Sendable;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.web.problem.Violations;

/**
 * A discharge while a tablet was offline; see {@link Discharge}.
 *
 * @param at the time of the discharge
 * @param criteria whether the criteria are met, as far as staff state it; a missing one that staff must
 *     state counts as not met
 * @param overrideReason why a prescriber discharged the patient although a criterion is not met
 */
@Schema(name = "RecordDischarge")
record RecordDischarge(
        UUID id,
        @NotNull Instant at,
        Disposition disposition,
        @Size(min = 1, max = 2000) String reason,
        Map<DischargeCriterion, @NotNull Boolean> criteria,
        @Valid Escort escort,
        Set<@NotNull DrugClass> concomitantMedications,
        @Size(min = 10, max = 2000) String overrideReason)
        implements Sendable {

    /** The same discharge as a step. */
    Discharge step() {
        return new Discharge(at, disposition, reason, criteria, escort, concomitantMedications, overrideReason);
    }

    @Override
    public void check() {
        new Violations()
                .rejectIf(!step().goesHome() && reason == null, "/reason", "must say why the patient does not go home")
                .refuse();
    }
}
