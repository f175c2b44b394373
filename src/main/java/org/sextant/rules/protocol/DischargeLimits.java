package org.sextant.rules.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When vital signs count as near their baseline at the discharge. A limit that the protocol does not set has its value
 * in {@link #DEFAULT}.
 *
 * @param vitalsWithinMinutes the maximum age of the readings, minutes
 * @param withinPercentOfBaseline how far a pressure may be above or below its baseline, % of the baseline
 * @param orSystolicBelow a systolic pressure below this is acceptable with any baseline, mmHg
 * @param orDiastolicBelow a diastolic pressure below this is acceptable with any baseline, mmHg
 * @param spo2AtLeast an SpO2 of at least this is acceptable with any baseline, %
 */
public record DischargeLimits(
        @Min(1) @Max(240) Integer vitalsWithinMinutes,
        @Min(1) @Max(100) Integer withinPercentOfBaseline,
        @Schema(description = "mmHg") @Min(30) @Max(300) Integer orSystolicBelow,
        @Schema(description = "mmHg") @Min(10) @Max(200) Integer orDiastolicBelow,
        @Schema(description = "%") @Min(20) @Max(100) Integer spo2AtLeast) {

    /** The shipped limits; a clinician of the clinic must review them. */
    static final DischargeLimits DEFAULT = new DischargeLimits(15, 20, 140, 90, 94);

    /** These limits with the defaults of the absent members. */
    DischargeLimits orDefault() {
        return new DischargeLimits(
                vitalsWithinMinutes == null ? DEFAULT.vitalsWithinMinutes : vitalsWithinMinutes,
                withinPercentOfBaseline == null ? DEFAULT.withinPercentOfBaseline : withinPercentOfBaseline,
                orSystolicBelow == null ? DEFAULT.orSystolicBelow : orSystolicBelow,
                orDiastolicBelow == null ? DEFAULT.orDiastolicBelow : orDiastolicBelow,
                spo2AtLeast == null ? DEFAULT.spo2AtLeast : spo2AtLeast);
    }
}
