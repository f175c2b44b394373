package org.sextant.reporting.cohort;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long a response to treatment lasts, by groups of courses. */
@Schema(name = "DurabilityReport", example = """
                {"instrument": "PHQ-9", "groupBy": "protocol", "population": "all", "maintenance": "all",
                 "asOf": "2026-03-20T10:00:00Z",
                 "statement": {"denominator": "Every induction course with a response at any score.",
                               "window": "From the first score that is a response to the relapse.",
                               "missing": "Who has not relapsed is censored at the last score of the episode."},
                 "groups": [{"group": "iv-ketamine-0.5", "n": 21, "comparable": true, "suppressed": false,
                             "weeks": [{"week": 8, "atRisk": 16, "relapsed": 4, "censored": 1, "share": 0.8067, "shareCi": [0.6531, 0.9964]}]}],
                 "overall": {"group": null, "n": 21, "comparable": true, "suppressed": false,
                             "weeks": [{"week": 8, "atRisk": 16, "relapsed": 4, "censored": 1, "share": 0.8067, "shareCi": [0.6531, 0.9964]}]},
                 "yardsticks": [{"source": "McInnes 2022", "doi": "10.1016/j.jad.2021.12.097", "n": 537, "treated": 9016,
                                 "window": "14–31 days after induction",
                                 "definition": "response: a fall of the PHQ-9 by at least 50 %; remission: a PHQ-9 under 5",
                                 "worsened": "any rise of the PHQ-9", "durability": "without maintenance", "responseRate": 0.536,
                                 "remissionRate": 0.289, "worsenedRate": 0.084,
                                 "stillResponding": [{"week": 4, "share": 0.80}, {"week": 8, "share": 0.60}]}]}\
                """)
record DurabilityReport(
        @Schema(required = true) String instrument,
        @Schema(required = true) String groupBy,
        @Schema(required = true) String population,

        @Schema(required = true, description = "all, with or without")
        String maintenance,

        @Schema(required = true, description = "The moment that all figures are of")
        Instant asOf,

        @Schema(required = true) ReportStatement statement,
        @Schema(required = true, description = "By name") List<DurabilityView> groups,

        @Schema(required = true, description = "Each course once, whatever the groups")
        DurabilityView overall,

        @Schema(
                required = true,
                description = "Published cohorts, to compare with each comparison; none where there is none")
        List<Benchmark> yardsticks) {}
