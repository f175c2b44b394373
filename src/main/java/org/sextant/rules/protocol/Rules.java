package org.sextant.rules.protocol;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The rules of one revision of a protocol. Absent lists and groups are empty; some members of the dose and of the
 * discharge limits have defaults.
 *
 * @param infusionMinutes the duration of the infusion, minutes; null where the drug is not infused
 * @param warnInfusionMinutesAbove an infusion longer than this gives a warning, minutes
 * @param plannedSessions the number of sessions of a course, where the course does not set its own
 * @param minDaysBetweenSessions the minimum time from a start to the start of the patient's next session, days
 * @param ageFrom the lowest age of a patient, years, 0 to 120; null where the protocol sets no limit
 * @param ageTo the highest age of a patient, years, 0 to 120; null where the protocol sets no limit
 * @param weightWarnPercent a change of the weight above this gives a warning, %, 1 to 100
 * @param weightHoldPercent a change of the weight above this blocks the start, %, 1 to 100
 * @param historyDays how far a record may lie before the plan of the course without being marked as historic, days
 * @param suicideRisk what an unreviewed risk of suicide does at the start; OFF where absent
 * @param sources the source of a value, by the JSON pointer of the value
 */
public record Rules(
        @Schema(required = true) String name,
        @Schema(required = true) Drug drug,
        @Schema(required = true) Route route,
        @Schema(required = true) DoseRule dose,
        Integer infusionMinutes,
        Integer warnInfusionMinutesAbove,
        int plannedSessions,
        int minDaysBetweenSessions,
        Integer ageFrom,
        Integer ageTo,
        Integer weightWarnPercent,
        Integer weightHoldPercent,
        Integer historyDays,
        SuicideRisk suicideRisk,
        SchedulePlan schedule,
        List<RequiredClearance> clearances,
        Monitoring monitoring,
        Limits limits,
        List<DischargeCriterion> discharge,
        DischargeLimits dischargeLimits,
        Map<String, String> sources) {

    public Rules {
        dose = dose == null ? null : dose.orDefault();
        suicideRisk = suicideRisk == null ? SuicideRisk.OFF : suicideRisk;
        schedule = schedule == null ? SchedulePlan.NONE : schedule;
        clearances = clearances == null ? List.of() : List.copyOf(clearances);
        monitoring = monitoring == null ? Monitoring.NONE : monitoring;
        limits = limits == null ? Limits.NONE : limits;
        discharge = discharge == null ? List.of() : List.copyOf(discharge);
        dischargeLimits = dischargeLimits == null ? DischargeLimits.DEFAULT : dischargeLimits.orDefault();
        sources = sources == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(sources));
    }

    /** True where the drug is infused over time and so has a rate. */
    public boolean infused() {
        return infusionMinutes != null;
    }
}
