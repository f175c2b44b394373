package org.sextant.reporting.safety;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.reporting.cohort.ReportStatement;

/** The safety events in the clinic's sessions, by groups. */
@Schema(name = "SafetyReport", example = """
                {"groupBy": "protocol", "from": "2026-01-01T00:00:00Z", "to": "2026-04-01T00:00:00Z", "asOf": "2026-04-02T10:00:00Z",
                 "statement": {"denominator": "Every session in which the drug was begun in the period, by the start.",
                               "window": "From check-in on, as long as something was recorded in the session; later ends included.",
                               "missing": "What was not recorded is not known, and not counted. Records marked as entered in error are left out."},
                 "groups": [{"group": "iv-ketamine-0.5", "sessions": 220, "courses": 40, "ended": 220, "earlyStops": 3, "earlyStopRate": 0.0136,
                             "earlyStopRateCi": [0.0046, 0.0393],
                             "dispositions": [{"disposition": "HOSPITAL", "sessions": 1}, {"disposition": "LEFT_AGAINST_ADVICE", "sessions": 0},
                                              {"disposition": "DIED", "sessions": 0}],
                             "overrides": {"starts": 2, "doses": 0, "discharges": 0, "byRule": [{"rule": "BASELINE_SYSTOLIC", "steps": 2}]},
                             "sideEffects": [{"effect": "NAUSEA", "occurrences": 33, "per100Sessions": 15.00, "sessions": 30, "serious": 0,
                                              "resolved": 33, "medianMinutes": 25.0,
                                              "bySeverity": [{"severity": "MILD", "occurrences": 33, "per100Sessions": 15.00}]}],
                             "alerts": [{"kind": "SYSTOLIC_HIGH", "count": 4, "per100Sessions": 1.82}],
                             "courseAlerts": [{"kind": "SUICIDAL_IDEATION", "count": 1}],
                             "sessionMeasures": [{"instrument": "CADSS", "n": 210, "mean": 25.714, "sd": 11.241}], "suppressed": false}],
                 "overall": {"group": null, "sessions": 220, "courses": 40, "ended": 220, "earlyStops": 3, "earlyStopRate": 0.0136,
                             "earlyStopRateCi": [0.0046, 0.0393], "dispositions": [],
                             "overrides": {"starts": 2, "doses": 0, "discharges": 0, "byRule": []},
                             "sideEffects": [], "alerts": [], "courseAlerts": [], "sessionMeasures": [], "suppressed": false}}\
                """)
record SafetyReport(
        @Schema(required = true) String groupBy,

        @Schema(description = "Absent where the period has no beginning")
        Instant from,

        @Schema(description = "Absent where the period has no end")
        Instant to,

        @Schema(required = true, description = "The moment that all figures are of")
        Instant asOf,

        @Schema(required = true) ReportStatement statement,
        @Schema(required = true, description = "By name") List<SafetyView> groups,

        @Schema(required = true, description = "Each session once, whatever the groups")
        SafetyView overall) {}
