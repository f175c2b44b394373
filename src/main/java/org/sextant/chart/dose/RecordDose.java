package org.sextant.chart.dose;

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
import org.sextant.rules.protocol.Route;
import org.sextant.web.IdentifyingText;

/**
 * The request to record a further dose of the session's own drug.
 *
 * @param mg the dose, mg, above 0, at most 1000
 * @param route the route, where it is not the route of the protocol
 * @param lot the lot of the drug, where it is not the lot of the session
 * @param reason why the dose is given
 * @param overrideReason why a prescriber gives the dose although a rule blocks it; cannot be amended
 */
@Schema(example = """
                {"mg": 20, "givenAt": "2026-03-02T09:30:00Z", "route": "IM", "reason": "Too little effect of the first injection"}\
                """)
record RecordDose(
        UUID id,

        @NotNull @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal mg,

        @NotNull Instant givenAt,
        Route route,
        @Size(min = 1, max = 64) @IdentifyingText String lot,

        @NotBlank @Size(max = 2000) String reason,

        @Size(min = 10, max = 2000) String overrideReason)
        implements Sendable {}
