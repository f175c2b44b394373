package org.sextant.rules.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.sextant.web.problem.Violations;

/**
 * When readings are due, and what they measure. All numbers are minutes; null where the protocol does not set them.
 *
 * @param baselineWithinMinutes the maximum age of the last reading before the start
 * @param everyMinutesDuringInfusion the interval of readings during the infusion; null where the drug is not infused
 * @param everyMinutesAfter the interval of readings after the infusion, or after a dose that is not infused
 * @param graceMinutes how late a reading may be before it counts as missed
 * @param observeMinutes how long staff observe the patient after the infusion, or after a dose that is not infused
 * @param requires the measurements that each reading needs; empty where any reading counts
 * @param requiresBloodPressureAtMinutes the minutes after the start at which a blood pressure is due, 0 to 1440,
 *     ascending; empty where the protocol does not set them
 */
public record Monitoring(
        @Min(1) @Max(1440) Integer baselineWithinMinutes,
        @Min(1) @Max(240) Integer everyMinutesDuringInfusion,
        @Min(1) @Max(240) Integer everyMinutesAfter,
        @Min(0) @Max(60) Integer graceMinutes,
        @Min(0) @Max(1440) Integer observeMinutes,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @UniqueElements
        List<@NotNull RequiredMeasurement> requires,

        @Schema(description = "Minutes after the start, ascending") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<@NotNull @Min(0) @Max(1440) Integer> requiresBloodPressureAtMinutes) {

    /** No reading is due. */
    static final Monitoring NONE = new Monitoring(null, null, null, null, null, null, null);

    public Monitoring {
        requires = requires == null ? List.of() : Collections.unmodifiableList(requires);
        requiresBloodPressureAtMinutes = requiresBloodPressureAtMinutes == null
                ? List.of()
                : Collections.unmodifiableList(requiresBloodPressureAtMinutes);
    }

    /** Rejects minutes out of order. */
    void check(Violations violations) {
        violations.rejectIf(
                !Placed.ascend(requiresBloodPressureAtMinutes),
                "/monitoring/requiresBloodPressureAtMinutes",
                "must ascend");
    }
}
