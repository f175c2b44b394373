package org.sextant.chart.vitals;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.intake.Sendable;
import org.sextant.rules.protocol.RequiredMeasurement;
import org.sextant.web.IdentifyingText;
import org.sextant.web.problem.Violations;

/**
 * The request to record one reading: at least one measurement, or the reason why there is no measurement. The ranges
 * are the physically possible ranges; the clinic's own limits are in the protocol.
 *
 * @param takenAt when the reading was taken, by the device's clock
 * @param systolic mmHg, 30 to 300, together with diastolic and above it
 * @param diastolic mmHg, 10 to 200
 * @param heartRate beats per minute, 10 to 300
 * @param respiratoryRate breaths per minute, 0 to 80
 * @param spo2 %, 20 to 100
 * @param temperatureC °C, 25 to 45
 * @param sedation MOAA/S, 0 to 5
 * @param pain numeric rating scale, 0 to 10
 * @param absentKinds the measurements that the absentReason is about
 * @param historic true where the reading is older than the protocol expects; not stored
 */
@Schema(example = """
                {"takenAt": "2026-03-02T09:20:00Z", "systolic": 128, "diastolic": 82, "heartRate": 74,
                 "respiratoryRate": 14, "spo2": 98, "temperatureC": 36.7, "sedation": 5, "pain": 2, "source": "DEVICE", "deviceId": "tab-3"}\
                """)
public record RecordVitals(
        UUID id,
        @NotNull Instant takenAt,
        @Schema(description = "mmHg") @Min(30) @Max(300) Integer systolic,
        @Schema(description = "mmHg") @Min(10) @Max(200) Integer diastolic,

        @Schema(description = "beats/min") @Min(10) @Max(300)
        Integer heartRate,

        @Schema(description = "breaths/min") @Min(0) @Max(80)
        Integer respiratoryRate,

        @Schema(description = "%") @Min(20) @Max(100) Integer spo2,

        @Schema(description = "°C") @DecimalMin("25") @DecimalMax("45") @Digits(integer = 2, fraction = 1)
        BigDecimal temperatureC,

        @Schema(description = "MOAA/S: 5 responds readily to the name, 0 no response") @Min(0) @Max(5)
        Integer sedation,

        @Schema(description = "Numeric rating scale") @Min(0) @Max(10)
        Integer pain,

        AbsentReason absentReason,

        @Schema(description = "What the absentReason is about; all measurements where absent and nothing was measured")
        @Size(min = 1)
        Set<@NotNull RequiredMeasurement> absentKinds,

        Source source,
        @Size(min = 1, max = 100) @IdentifyingText String deviceId,
        @Size(min = 1, max = 2000) String note,
        Boolean historic)
        implements Sendable {

    public RecordVitals {
        // In the order of the constants, so that the same content is stored alike.
        absentKinds = absentKinds == null || absentKinds.isEmpty() || absentKinds.contains(null)
                ? absentKinds
                : EnumSet.copyOf(absentKinds);
    }

    Measurements measurements() {
        return new Measurements(systolic, diastolic, heartRate, respiratoryRate, spo2, temperatureC, sedation, pain);
    }

    /**
     * Checks the members against each other.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where values contradict each other, or where both the
     *     values and the absentReason are absent
     */
    @Override
    public void check() {
        new Violations()
                .rejectIf(systolic == null && diastolic != null, "/systolic", "must come together with diastolic")
                .rejectIf(diastolic == null && systolic != null, "/diastolic", "must come together with systolic")
                .rejectIf(
                        systolic != null && diastolic != null && systolic <= diastolic,
                        "/systolic",
                        "must be above diastolic")
                .rejectIf(
                        measurements().empty() && absentReason == null,
                        "",
                        "needs at least one measurement, or an absentReason")
                .rejectIf(absentKinds != null && absentReason == null, "/absentKinds", "needs an absentReason")
                .rejectIf(
                        absentKinds != null && absentKinds.stream().anyMatch(measurements()::has),
                        "/absentKinds",
                        "must not name a measurement that has a value")
                .refuse();
    }
}
