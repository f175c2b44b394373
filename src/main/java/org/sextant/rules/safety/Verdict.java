package org.sextant.rules.safety;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The result of one rule at one moment, with its reasons. The session stores the verdicts of each step, so the values
 * are plain JSON.
 *
 * @param rule the name of a constant of {@link Rule}
 * @param detail one sentence for people
 * @param inputs the evaluated values by name, in the units of the API
 * @param limit the limits of the protocol that the inputs were compared with, by name
 * @param source the source of the limits
 * @param overridableBy the role that may override a BLOCK; null for other outcomes
 */
@Schema(example = """
                {"rule": "BASELINE_SYSTOLIC", "outcome": "BLOCK", "detail": "The systolic of 165 mmHg is above 160.",
                 "inputs": {"systolic": 165, "takenAt": "2026-03-02T09:05:00Z"}, "limit": {"holdSystolicAbove": 160},
                 "source": "Set by the clinic: iv-ketamine-0.5, revision 2", "overridableBy": "PRESCRIBER"}\
                """)
public record Verdict(
        @Schema(required = true, type = SchemaType.STRING, implementation = Rule.class)
        String rule,

        @Schema(required = true) Outcome outcome,
        @Schema(required = true) String detail,
        @Schema(required = true) Map<String, Object> inputs,
        @Schema(required = true) Map<String, Object> limit,
        @Schema(required = true) String source,

        @Schema(description = "Absent where nothing is blocked")
        String overridableBy) {

    /** The only role that may override a rule. */
    static final String PRESCRIBER = "PRESCRIBER";

    /** True where the rule refuses the step. */
    public boolean blocks() {
        return outcome == Outcome.BLOCK;
    }

    /** The verdicts that block. */
    public static List<Verdict> blocking(List<Verdict> verdicts) {
        return verdicts.stream().filter(Verdict::blocks).toList();
    }

    /** The verdicts that a step stores: all that did not pass. */
    public static List<Verdict> remarkable(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.outcome != Outcome.PASS)
                .toList();
    }

    /** The worst outcome; PASS for an empty list. */
    public static Outcome worst(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(Verdict::outcome)
                .max(Comparator.naturalOrder())
                .orElse(Outcome.PASS);
    }
}
