package org.sextant.reporting.cohort;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The published outcomes of a cohort, for comparison with the clinic's own. */
@Schema(name = "Yardstick")
record Benchmark(
        @Schema(required = true, description = "The publication")
        String source,

        @Schema(required = true, description = "Digital object identifier of the publication")
        String doi,

        @Schema(required = true, description = "Patients that the rates are of")
        int n,

        @Schema(description = "Patients that were treated, where not all of them were analysed")
        Integer treated,

        @Schema(description = "What the rates were measured after; absent where the whole induction is meant")
        String after,

        @Schema(required = true, description = "When the score that decides was taken")
        String window,

        @Schema(required = true, description = "What a response and a remission are")
        String definition,

        @Schema(description = "What a worsening is; absent where none was reported")
        String worsened,

        @Schema(description = "What stillResponding is of; absent where none was reported")
        String durability,

        @Schema(description = "How the rates were estimated; absent where they are plain shares")
        String estimate,

        @Schema(description = "Fraction, and so below") BigDecimal responseRate,
        BigDecimal remissionRate,
        BigDecimal worsenedRate,
        @Schema(description = "Of those who responded") List<StillResponding> stillResponding) {

    /** @throws IllegalArgumentException where a reader could not tell what the figures are of */
    Benchmark {
        requireText("source", source);
        requireText("doi", doi);
        requireText("window", window);
        requireText("definition", definition);
        if (n <= 0) {
            throw new IllegalArgumentException("n is missing");
        }
    }

    private static void requireText(String member, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(member + " is missing");
        }
    }

    /** The share of the responders who still respond after a number of weeks. */
    @Schema(name = "StillResponding")
    record StillResponding(
            @Schema(required = true) int week,
            @Schema(required = true) BigDecimal share) {}
}
