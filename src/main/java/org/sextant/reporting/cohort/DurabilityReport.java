package org.sextant.reporting.cohort;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long a response to treatment lasts, by groups of courses. */
@Schema(name = "DurabilityReport", example = """
                {"instrument": "PHQ-9", "groupBy": "protocol", "population": "all", "asOf": "2026-03-20T10:00:00Z",
                 "statement": {"denominator": "Every course with a response at any score.",
                               "window": "From the first score that is a response to the first of the two that make a relapse.",
                               "missing": "Who has not relapsed is censored at the last score on record."},
                 "groups": [{"group": "iv-ketamine-0.5", "n": 21, "suppressed": false,
                             "weeks": [{"week": 8, "atRisk": 16, "relapsed": 4, "censored": 1, "share": 0.8067, "shareCi": [0.6531, 0.9964]}]}],
                 "overall": {"group": null, "n": 21, "suppressed": false,
                             "weeks": [{"week": 8, "atRisk": 16, "relapsed": 4, "censored": 1, "share": 0.8067, "shareCi": [0.6531, 0.9964]}]},
                 "yardsticks": [{"source": "McInnes 2022", "n": 9016, "responseRate": 0.536, "remissionRate": 0.289, "worsenedRate": 0.084,
                                 "stillResponding": [{"week": 4, "share": 0.80}, {"week": 8, "share": 0.60}]}]}\
                """)
record DurabilityReport(
        @Schema(required = true) String instrument,
        @Schema(required = true) String groupBy,
        @Schema(required = true) String population,

        @Schema(required = true, description = "The moment that all figures are of")
        Instant asOf,

        @Schema(required = true) ReportStatement statement,
        @Schema(required = true, description = "By name") List<DurabilityView> groups,

        @Schema(required = true, description = "Each course once, whatever the groups")
        DurabilityView overall,

        @Schema(required = true, description = "Published cohorts, for comparison")
        List<Benchmark> yardsticks) {}
