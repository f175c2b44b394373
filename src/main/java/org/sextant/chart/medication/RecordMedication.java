package org.sextant.chart.medication;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.intake.Sendable;
import org.sextant.web.IdentifyingText;

/**
 * The request to record a medication given during a session, in addition to the treatment drug.
 *
 * @param dose the dose in {@code unit}, above 0, at most 1000000
 * @param unit a UCUM unit, such as mg or mL
 * @param route the route of administration, such as IV or ORAL
 * @param historic true where the medication is older than the protocol expects; not stored
 */
@Schema(example = """
                {"drug": "Ondansetron", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-03-02T09:32:00Z", "reason": "Nausea"}\
                """)
record RecordMedication(
        UUID id,
        @NotBlank @Size(max = 200) String drug,

        @NotNull @Positive @DecimalMax("1000000") @Digits(integer = 7, fraction = 3)
        BigDecimal dose,

        @NotBlank @Size(max = 40) @IdentifyingText String unit,
        @NotBlank @Size(max = 40) @IdentifyingText String route,
        @NotNull Instant givenAt,
        @Size(min = 1, max = 2000) String reason,
        Boolean historic)
        implements Sendable {}
