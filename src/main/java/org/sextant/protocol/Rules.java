package org.sextant.protocol;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one revision of a protocol says.
 *
 * @param infusionMinutes how long the drug runs; absent where it is not infused
 * @param plannedSessions how many sessions a course has, unless it says otherwise
 */
public record Rules(
        @Schema(required = true) String name,
        @Schema(required = true) Drug drug,
        @Schema(required = true) Route route,
        @Schema(required = true) DoseRule dose,
        Integer infusionMinutes,
        int plannedSessions,
        int minDaysBetweenSessions,
        List<ClearanceKind> clearances,
        Monitoring monitoring,
        Limits limits,
        List<DischargeCriterion> discharge) {}
