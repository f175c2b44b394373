package org.sextant.rules.protocol;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.problem.Violations;

/**
 * The clinic's limits of vital signs and of scores of dissociation: mmHg, beats/min, breaths/min, %, MOAA/S, CADSS;
 * null where the protocol sets no limit. The hold limits and the warn limits of the pressures apply to the start; all
 * other limits apply to every reading or score. Each limit lies within the possible range.
 */
public record Limits(
        @Schema(description = "mmHg") @Min(30) @Max(300) Integer warnSystolicAbove,

        @Schema(description = "mmHg") @Min(10) @Max(200) Integer warnDiastolicAbove,

        @Schema(description = "mmHg") @Min(30) @Max(300) Integer holdSystolicAbove,

        @Schema(description = "mmHg") @Min(10) @Max(200) Integer holdDiastolicAbove,

        @Schema(description = "mmHg") @Min(30) @Max(300) Integer holdSystolicBelow,

        @Schema(description = "%") @Min(20) @Max(100) Integer holdSpo2Below,

        @Schema(description = "beats/min") @Min(10) @Max(300)
        Integer holdHeartRateBelow,

        @Schema(description = "beats/min") @Min(10) @Max(300)
        Integer holdHeartRateAbove,

        @Schema(description = "mmHg") @Min(30) @Max(300) Integer alertSystolicAbove,

        @Schema(description = "mmHg") @Min(10) @Max(200) Integer alertDiastolicAbove,

        @Schema(description = "mmHg") @Min(30) @Max(300) Integer alertSystolicBelow,

        @Schema(description = "%") @Min(1) @Max(200) Integer alertSystolicRisePercent,

        @Schema(description = "beats/min") @Min(10) @Max(300)
        Integer alertHeartRateAbove,

        @Schema(description = "beats/min") @Min(10) @Max(300)
        Integer alertHeartRateBelow,

        @Schema(description = "%") @Min(20) @Max(100) Integer warnSpo2Below,

        @Schema(description = "%") @Min(20) @Max(100) Integer alertSpo2Below,

        @Schema(description = "breaths/min") @Min(0) @Max(80)
        Integer alertRespiratoryRateBelow,

        @Schema(description = "breaths/min") @Min(0) @Max(80)
        Integer alertRespiratoryRateAbove,

        @Schema(description = "MOAA/S") @Min(0) @Max(5) Integer alertSedationAtMost,

        @Schema(description = "CADSS") @Min(0) @Max(92) Integer alertCadssAbove,

        @Schema(description = "CADSS-6") @Min(0) @Max(24) Integer alertCadss6Above) {

    /** No limit at all. */
    static final Limits NONE = new Limits(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null);

    /** Rejects limits out of order: warn, hold and alert limits become wider, and low limits are below high limits. */
    void check(Violations violations) {
        var highSystolic = List.of(
                placed("warnSystolicAbove", warnSystolicAbove),
                placed("holdSystolicAbove", holdSystolicAbove),
                placed("alertSystolicAbove", alertSystolicAbove));
        var lowSystolic = List.of(
                placed("alertSystolicBelow", alertSystolicBelow), placed("holdSystolicBelow", holdSystolicBelow));
        var highDiastolic = List.of(
                placed("warnDiastolicAbove", warnDiastolicAbove),
                placed("holdDiastolicAbove", holdDiastolicAbove),
                placed("alertDiastolicAbove", alertDiastolicAbove));
        var highHeartRate = List.of(
                placed("holdHeartRateAbove", holdHeartRateAbove), placed("alertHeartRateAbove", alertHeartRateAbove));
        var lowHeartRate = List.of(
                placed("alertHeartRateBelow", alertHeartRateBelow), placed("holdHeartRateBelow", holdHeartRateBelow));
        var lowSpo2 = List.of(placed("alertSpo2Below", alertSpo2Below), placed("warnSpo2Below", warnSpo2Below));
        var lowSpo2AtStart = List.of(placed("alertSpo2Below", alertSpo2Below), placed("holdSpo2Below", holdSpo2Below));
        List.of(highSystolic, lowSystolic, highDiastolic, highHeartRate, lowHeartRate, lowSpo2, lowSpo2AtStart)
                .forEach(ascending -> Placed.checkOrder(ascending, violations));
        Placed.checkApart(lowSystolic, highSystolic, violations);
        Placed.checkApart(lowHeartRate, highHeartRate, violations);
        Placed.checkApart(
                List.of(placed("alertRespiratoryRateBelow", alertRespiratoryRateBelow)),
                List.of(placed("alertRespiratoryRateAbove", alertRespiratoryRateAbove)),
                violations);
    }

    private static Placed<Integer> placed(String member, Integer value) {
        return new Placed<>("/limits/" + member, value);
    }
}
