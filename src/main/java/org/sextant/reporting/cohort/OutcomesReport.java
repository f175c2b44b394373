package org.sextant.reporting.cohort;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outcomes of treatment, by groups of courses. */
@Schema(name = "OutcomesReport", example = """
                {"instrument": "PHQ-9", "groupBy": "protocol", "population": "all", "asOf": "2026-03-20T10:00:00Z",
                 "statement": {"denominator": "Every course with a baseline and at least one later score on the instrument.",
                               "window": "From the last score at or before the first infusion to the last score on record, whenever it was taken.",
                               "missing": "Courses without a baseline, without a later score, or never scored are counted apart and in no rate. The last observation is carried forward."},
                 "groups": [{"group": "iv-ketamine-0.5", "n": 40, "responders": 18, "responseRate": 0.45, "responseRateCi": [0.3071, 0.6017],
                             "remitters": 10, "remissionRate": 0.25, "remissionRateCi": [0.1419, 0.4019], "worsened": 3, "worsenedRate": 0.075,
                             "worsenedRateCi": [0.0258, 0.1986], "suicidalityAsked": 38, "suicidalBefore": 15, "suicidalAfter": 6,
                             "newlySuicidal": 1, "newlySuicidalRate": 0.0435, "newlySuicidalRateCi": [0.0077, 0.2099],
                             "meanBaseline": 18.25, "sdBaseline": 4.1, "meanLatest": 10.75, "sdLatest": 5.6, "meanChange": -7.5,
                             "sdChange": 5.2, "everResponded": 22, "medianHoursToResponse": 49.5, "withoutBaseline": 1,
                             "withoutLaterScore": 2, "unscored": 0, "suppressed": false}],
                 "overall": {"group": null, "n": 40, "responders": 18, "responseRate": 0.45, "responseRateCi": [0.3071, 0.6017],
                             "remitters": 10, "remissionRate": 0.25, "remissionRateCi": [0.1419, 0.4019], "worsened": 3, "worsenedRate": 0.075,
                             "worsenedRateCi": [0.0258, 0.1986], "suicidalityAsked": 38, "suicidalBefore": 15, "suicidalAfter": 6,
                             "newlySuicidal": 1, "newlySuicidalRate": 0.0435, "newlySuicidalRateCi": [0.0077, 0.2099],
                             "meanBaseline": 18.25, "sdBaseline": 4.1, "meanLatest": 10.75, "sdLatest": 5.6, "meanChange": -7.5,
                             "sdChange": 5.2, "everResponded": 22, "medianHoursToResponse": 49.5, "withoutBaseline": 1,
                             "withoutLaterScore": 2, "unscored": 0, "suppressed": false},
                 "yardsticks": [{"source": "McInnes 2022", "n": 9016, "responseRate": 0.536, "remissionRate": 0.289, "worsenedRate": 0.084,
                                 "stillResponding": [{"week": 4, "share": 0.80}, {"week": 8, "share": 0.60}]}]}\
                """)
record OutcomesReport(
        @Schema(required = true) String instrument,
        @Schema(required = true) String groupBy,
        @Schema(required = true) String population,

        @Schema(required = true, description = "The moment that all figures are of")
        Instant asOf,

        @Schema(required = true) ReportStatement statement,
        @Schema(required = true, description = "By name") List<CohortView> groups,

        @Schema(required = true, description = "Each course once, whatever the groups")
        CohortView overall,

        @Schema(required = true, description = "Published cohorts, for comparison")
        List<Benchmark> yardsticks) {}
