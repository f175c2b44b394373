package org.sextant.chart.readiness;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.safety.Outcome;
import org.sextant.rules.safety.Rule;
import org.sextant.rules.safety.Verdict;

/** A verdict that speaks at one of the steps, and what mends it. */
@Schema(example = """
                {"step": "start", "rule": "CLEARANCE_CURRENT", "outcome": "BLOCK", "detail": "The clearance ECG is missing.",
                 "inputs": {"kind": "ECG", "date": "2026-03-02"}, "limit": {"validDays": 90},
                 "source": "Set by the clinic: iv-ketamine-0.5, revision 2", "overridableBy": "PRESCRIBER",
                 "action": "POST /v1/patients/01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47/clearances"}\
                """)
record ReadinessVerdict(
        @Schema(required = true) ReadinessStep step,

        @Schema(
                required = true,
                anyOf = {Rule.class, VisitRule.class})
        String rule,

        @Schema(required = true) Outcome outcome,
        @Schema(required = true) String detail,
        @Schema(required = true) Map<String, Object> inputs,
        @Schema(required = true) Map<String, Object> limit,
        @Schema(required = true) String source,

        @Schema(description = "Absent where nothing is blocked, or where nobody may override")
        String overridableBy,

        @Schema(description = "The request that mends it; absent where nothing is to be mended, or no request mends it")
        String action) {

    /** @param action null where no request mends the verdict; left out where the rule holds */
    static ReadinessVerdict of(ReadinessStep step, Verdict verdict, String action) {
        return new ReadinessVerdict(
                step,
                verdict.rule(),
                verdict.outcome(),
                verdict.detail(),
                verdict.inputs(),
                verdict.limit(),
                verdict.source(),
                verdict.overridableBy(),
                verdict.outcome() == Outcome.PASS ? null : action);
    }

    /** True for a verdict of the rule. */
    boolean isOf(Rule one) {
        return one.name().equals(rule);
    }

    /** This verdict with another request that mends it; null where no request does. */
    ReadinessVerdict with(String mending) {
        return new ReadinessVerdict(step, rule, outcome, detail, inputs, limit, source, overridableBy, mending);
    }
}
