package org.sextant.reporting.cohort;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The published outcomes of a cohort, for comparison with the clinic's own. */
@Schema(name = "Yardstick")
record Benchmark(
        @Schema(required = true, description = "The publication")
        String source,

        @Schema(required = true, description = "Patients") int n,

        @Schema(description = "What the rates were measured after; absent where the whole induction is meant")
        String after,

        @Schema(description = "Fraction, and so below") BigDecimal responseRate,
        BigDecimal remissionRate,
        BigDecimal worsenedRate,
        @Schema(description = "Of those who responded") List<StillResponding> stillResponding) {

    /** The share of the responders who still respond after a number of weeks. */
    @Schema(name = "StillResponding")
    record StillResponding(
            @Schema(required = true) int week,
            @Schema(required = true) BigDecimal share) {}
}
