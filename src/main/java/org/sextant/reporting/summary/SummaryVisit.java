package org.sextant.reporting.summary;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sextant.chart.session.SessionStatus;
import org.sextant.chart.session.step.Disposition;
import org.sextant.rules.safety.Verdict;

/**
 * What a summary needs of one session. Records entered in error do not count.
 *
 * @param startedAt null before the start of the drug
 * @param endedAt null before the end of the drug, and so the given dose
 * @param disposition null before the discharge
 * @param mgPerKg planned, mg per kg; null with a fixed dose
 * @param givenMg mg, as {@link GivenDose} defines it
 * @param givenMgPerKg mg per kg of the weight at the check-in
 * @param endVerdicts what was remarkable about the end; null where nothing is stored
 * @param startOverridden as {@link OverriddenSteps} defines it, and likewise for the two parameters below
 * @param readings null without a reading
 * @param effects null without a side effect
 */
record SummaryVisit(
        UUID id,
        int number,
        SessionStatus status,
        Instant recordedAt,
        Instant scheduledAt,
        Instant startedAt,
        Instant endedAt,
        Disposition disposition,
        BigDecimal mgPerKg,
        BigDecimal givenMg,
        BigDecimal givenMgPerKg,
        List<Verdict> endVerdicts,
        boolean startOverridden,
        boolean dischargeOverridden,
        int overriddenDoses,
        VisitReadings readings,
        List<VisitEffect> effects) {

    SummaryVisit {
        effects = effects == null ? List.of() : effects;
    }
}
