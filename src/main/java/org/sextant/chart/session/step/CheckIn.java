package org.sextant.chart.session.step;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to check the patient in.
 *
 * @param at the time of the check-in; now where absent
 * @param weightKg the weight measured today, kg, 20 to 400
 * @param weightConfirmed true where staff have checked a weight that differs much from the last one
 * @param concomitantMedications the classes of medication that the patient takes; empty where the patient takes none,
 *     absent where nobody asked
 * @param historic true where the visit lies further before the course than the protocol expects
 */
@Schema(example = """
                {"at": "2026-03-02T09:00:00Z", "weightKg": 72.0, "escort": {"name": "Sam Example", "phone": "+1 555 0100"}, "fasted": true,
                 "concomitantMedications": ["BENZODIAZEPINE"]}\
                """)
public record CheckIn(
        Instant at,

        @NotNull @DecimalMin("20") @DecimalMax("400") @Digits(integer = 3, fraction = 2)
        BigDecimal weightKg,

        Boolean weightConfirmed,
        @Valid Escort escort,
        Boolean fasted,
        Set<@NotNull DrugClass> concomitantMedications,
        @Size(min = 1, max = 2000) String note,
        Boolean historic) {}
