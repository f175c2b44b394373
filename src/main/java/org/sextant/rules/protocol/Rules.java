package org.sextant.rules.protocol;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one revision of a protocol says. Lists and groups that are not given are empty; some members of the dose and
 * the limits of the discharge have defaults.
 *
 * @param infusionMinutes how long the drug runs; absent where it is not infused
 * @param warnInfusionMinutesAbove an infusion longer than this is noted, minutes
 * @param plannedSessions how many sessions a course has, unless it says otherwise
 * @param minDaysBetweenSessions days from the start of one session to that of the patient's next
 * @param sources where a value comes from, by the JSON pointer of the value
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
        List<ClearanceKind> clearances,
        Monitoring monitoring,
        Limits limits,
        List<DischargeCriterion> discharge,
        DischargeLimits dischargeLimits,
        Map<String, String> sources) {

    public Rules {
        dose = dose == null ? null : dose.orDefault();
        clearances = clearances == null ? List.of() : List.copyOf(clearances);
        monitoring = monitoring == null ? Monitoring.NONE : monitoring;
        limits = limits == null ? Limits.NONE : limits;
        discharge = discharge == null ? List.of() : List.copyOf(discharge);
        dischargeLimits = dischargeLimits == null ? DischargeLimits.DEFAULT : dischargeLimits.orDefault();
        sources = sources == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(sources));
    }

    /** True where the drug runs over time, so that it has a rate. */
    public boolean infused() {
        return infusionMinutes != null;
    }
}
