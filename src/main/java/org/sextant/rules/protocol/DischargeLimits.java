package org.sextant.rules.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When vital signs count as near their baseline at the discharge. What a protocol does not name is as in
 * {@link #DEFAULT}.
 *
 * @param vitalsWithinMinutes how old the readings may be, minutes
 * @param withinPercentOfBaseline how far the pressures may be above or below their baseline, % of it
 * @param orSystolicBelow a systolic pressure below this is near enough whatever the baseline, mmHg
 * @param orDiastolicBelow a diastolic pressure below this is near enough whatever the baseline, mmHg
 * @param spo2AtLeast the SpO2 that suffices where the baseline was higher, %
 */
public record DischargeLimits(
        @Min(1) @Max(240) Integer vitalsWithinMinutes,
        @Min(1) @Max(100) Integer withinPercentOfBaseline,
        @Schema(description = "mmHg") @Min(30) @Max(300) Integer orSystolicBelow,
        @Schema(description = "mmHg") @Min(10) @Max(200) Integer orDiastolicBelow,
        @Schema(description = "%") @Min(20) @Max(100) Integer spo2AtLeast) {

    /** The limits that ship; a clinician of the clinic has to check them. */
    static final DischargeLimits DEFAULT = new DischargeLimits(15, 20, 140, 90, 94);

    /** What is set here, and the default for the rest. */
    DischargeLimits orDefault() {
        return new DischargeLimits(
                vitalsWithinMinutes == null ? DEFAULT.vitalsWithinMinutes : vitalsWithinMinutes,
                withinPercentOfBaseline == null ? DEFAULT.withinPercentOfBaseline : withinPercentOfBaseline,
                orSystolicBelow == null ? DEFAULT.orSystolicBelow : orSystolicBelow,
                orDiastolicBelow == null ? DEFAULT.orDiastolicBelow : orDiastolicBelow,
                spo2AtLeast == null ? DEFAULT.spo2AtLeast : spo2AtLeast);
    }
}
