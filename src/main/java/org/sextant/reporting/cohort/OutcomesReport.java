package org.sextant.reporting.cohort;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outcomes of treatment, by groups of courses. */
@Schema(name = "OutcomesReport", example = """
                {"instrument": "PHQ-9", "groupBy": "protocol", "population": "all", "phase": "INDUCTION",
                 "asOf": "2026-03-20T10:00:00Z",
                 "statement": {"denominator": "Every induction course with a baseline and at least one later score on the instrument.",
                               "window": "From the last score at or before the first infusion to the last score before a later course.",
                               "missing": "Courses without a baseline, without a later score, or never scored are counted apart and in no rate. The last observation is carried forward."},
                 "groups": [{"group": "iv-ketamine-0.5", "n": 40, "responders": 18, "responseRate": 0.45, "responseRateCi": [0.3071, 0.6017],
                             "remitters": 10, "remissionRate": 0.25, "remissionRateCi": [0.1419, 0.4019], "worsened": 3, "worsenedRate": 0.075,
                             "worsenedRateCi": [0.0258, 0.1986], "suicidalityAsked": 38, "suicidalBefore": 15, "suicidalAfter": 6,
                             "newlySuicidal": 1, "newlySuicidalRate": 0.0435, "newlySuicidalRateCi": [0.0077, 0.2099],
                             "resolvedSuicidal": 10, "resolvedSuicidalRate": 0.6667, "resolvedSuicidalRateCi": [0.4171, 0.8482],
                             "meanBaseline": 18.25, "sdBaseline": 4.1, "meanLatest": 10.75, "sdLatest": 5.6, "meanChange": -7.5,
                             "sdChange": 5.2, "everResponded": 22, "medianHoursToResponse": 49.5, "withoutBaseline": 1,
                             "withoutLaterScore": 2, "unscored": 0, "comparable": true, "suppressed": false}],
                 "overall": {"group": null, "n": 40, "responders": 18, "responseRate": 0.45, "responseRateCi": [0.3071, 0.6017],
                             "remitters": 10, "remissionRate": 0.25, "remissionRateCi": [0.1419, 0.4019], "worsened": 3, "worsenedRate": 0.075,
                             "worsenedRateCi": [0.0258, 0.1986], "suicidalityAsked": 38, "suicidalBefore": 15, "suicidalAfter": 6,
                             "newlySuicidal": 1, "newlySuicidalRate": 0.0435, "newlySuicidalRateCi": [0.0077, 0.2099],
                             "resolvedSuicidal": 10, "resolvedSuicidalRate": 0.6667, "resolvedSuicidalRateCi": [0.4171, 0.8482],
                             "meanBaseline": 18.25, "sdBaseline": 4.1, "meanLatest": 10.75, "sdLatest": 5.6, "meanChange": -7.5,
                             "sdChange": 5.2, "everResponded": 22, "medianHoursToResponse": 49.5, "withoutBaseline": 1,
                             "withoutLaterScore": 2, "unscored": 0, "comparable": true, "suppressed": false},
                 "yardsticks": [{"source": "McInnes 2022", "doi": "10.1016/j.jad.2021.12.097", "n": 537, "treated": 9016,
                                 "window": "14–31 days after induction",
                                 "definition": "response: a fall of the PHQ-9 by at least 50 %; remission: a PHQ-9 under 5",
                                 "worsened": "any rise of the PHQ-9", "durability": "without maintenance", "responseRate": 0.536,
                                 "remissionRate": 0.289, "worsenedRate": 0.084,
                                 "stillResponding": [{"week": 4, "share": 0.80}, {"week": 8, "share": 0.60}]}]}\
                """)
record OutcomesReport(
        @Schema(required = true) String instrument,
        @Schema(required = true) String groupBy,
        @Schema(required = true) String population,

        @Schema(description = "Of the courses; absent where each phase is a group")
        String phase,

        @Schema(description = "Absent where the latest score is evaluated")
        String window,

        @Schema(required = true, description = "The moment that all figures are of")
        Instant asOf,

        @Schema(required = true) ReportStatement statement,
        @Schema(required = true, description = "By name") List<CohortView> groups,

        @Schema(description = "Each course once, whatever the groups; absent where each phase is a group")
        CohortView overall,

        @Schema(
                required = true,
                description = "Published cohorts, to compare with each comparison; none where there is none")
        List<Benchmark> yardsticks) {}
