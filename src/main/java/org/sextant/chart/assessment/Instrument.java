package org.sextant.chart.assessment;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A questionnaire or rating scale as data: its items, and how a total is computed and interpreted.
 *
 * @param use the purpose of the scores
 * @param recallDays the period that the items ask about, days; absent where the items ask about the present
 * @param items the items, in the order of the answers
 * @param domains groups of items, numbered from 1, for an instrument whose total is the sum of the highest answer of
 *     each group; absent where the total is the sum of all answers
 * @param bandedBy the value that the bands divide; absent where the bands divide the total
 * @param bands the severities, from the mildest, without gaps; empty where the instrument defines no severities
 * @param remissionAtMost the highest total in remission; absent where remission is not defined
 * @param responseFallPercent the minimum fall from the baseline that is a response, % of the baseline
 * @param responseFallPoints the minimum fall from the baseline that is a response, points
 */
@Schema(example = """
                {"code": "PAIN-NRS", "name": "Numeric Rating Scale for pain", "use": "OUTCOME", "rater": "PATIENT",
                 "licence": "Free to use; no permission required.", "loinc": {"total": "72514-3"}, "items": [{"max": 10}], "bands": [],
                 "responseFallPercent": 30, "flags": []}\
                """)
public record Instrument(
        @Schema(required = true) String code,
        @Schema(required = true) String name,
        @Schema(required = true) Use use,
        @Schema(required = true) Rater rater,
        Integer recallDays,
        @Schema(required = true) String licence,
        Loinc loinc,
        @Schema(required = true) List<Item> items,
        List<List<Integer>> domains,
        BandedBy bandedBy,
        @Schema(required = true) List<Band> bands,
        Integer remissionAtMost,
        Integer responseFallPercent,
        Integer responseFallPoints,
        @Schema(required = true) List<FlagRule> flags) {

    /** The purpose of the scores of an instrument. */
    public enum Use {
        /** Measures the outcome of the treatment. */
        OUTCOME,
        /** Describes a session. */
        SESSION_MEASURE,
        /** Screens for a risk. */
        SCREEN
    }

    /** The person who rates. */
    public enum Rater {
        PATIENT,
        CLINICIAN
    }

    /** The value that the bands of an instrument divide, where it is not the total. */
    public enum BandedBy {
        HIGHEST_POSITIVE_ITEM
    }

    /** LOINC codes of the panel and the total score. */
    public record Loinc(String panel, String total) {}

    /**
     * One item; its answers are whole numbers from 0 to {@code max}.
     *
     * @param text the question, where the licence allows its distribution
     */
    public record Item(@Schema(required = true) int max, String text, String loinc) {}

    /** One severity: a range of totals, both ends included. */
    public record Band(
            @Schema(required = true) String severity,
            @Schema(required = true) int from,
            @Schema(required = true) int to) {

        boolean contains(int value) {
            return from <= value && value <= to;
        }
    }

    /** Raises a flag where the answer of any of the items, numbered from 1, is {@code atLeast} or more. */
    public record FlagRule(
            @Schema(required = true) Flag flag,
            @Schema(required = true) List<Integer> items,
            @Schema(required = true) int atLeast) {

        boolean raisedBy(List<Integer> answers) {
            return items.stream().anyMatch(item -> answers.get(item - 1) >= atLeast);
        }
    }

    /** The total of complete answers, each in the range of its item. */
    int total(List<Integer> answers) {
        if (domains == null) {
            return answers.stream().mapToInt(Integer::intValue).sum();
        }
        return domains.stream()
                .mapToInt(domain -> domain.stream()
                        .mapToInt(item -> answers.get(item - 1))
                        .max()
                        .orElseThrow())
                .sum();
    }

    /** The highest possible total. */
    int maxTotal() {
        return total(items.stream().map(Item::max).toList());
    }

    /**
     * The severity; empty where no band of the instrument contains the value.
     *
     * @param answers the answers; may be null where the instrument does not need them, see {@link #needsAnswers()}
     */
    Optional<String> severity(int total, List<Integer> answers) {
        var value = bandedBy == null ? total : highestPositive(answers);
        return bands.stream()
                .filter(band -> band.contains(value))
                .map(Band::severity)
                .findFirst();
    }

    /** True where the severity depends on single answers, so that a total without answers is not accepted. */
    boolean needsAnswers() {
        return bandedBy != null;
    }

    /** True where the total is in remission; empty where the instrument defines no remission. */
    public Optional<Boolean> remission(int total) {
        return Optional.ofNullable(remissionAtMost).map(limit -> total <= limit);
    }

    /**
     * True where a total is a response to the treatment; empty where the instrument defines no response, or where a
     * fall in percent is required and the baseline is 0.
     */
    public Optional<Boolean> response(int baseline, int total) {
        var fall = baseline - total;
        if (responseFallPoints != null) {
            return Optional.of(fall >= responseFallPoints);
        }
        return responseFallPercent == null || baseline == 0
                ? Optional.empty()
                : Optional.of(fall * 100 >= responseFallPercent * baseline);
    }

    /**
     * True where a total is worse than the baseline: at least one severity higher, or higher by more than 10 % of the
     * baseline. With a baseline of 0 only the severity counts, or any rise where the instrument defines no severities.
     */
    public boolean worsened(int baseline, int total) {
        var byPercent = (total - baseline) * 10 > baseline && (baseline > 0 || bands.isEmpty());
        return byPercent || band(total) > band(baseline);
    }

    private long band(int total) {
        return bands.stream().filter(band -> band.from() <= total).count();
    }

    /** The flags that the answers raise; empty without answers. */
    List<Flag> flags(List<Integer> answers) {
        return answers == null
                ? List.of()
                : flags.stream()
                        .filter(rule -> rule.raisedBy(answers))
                        .map(FlagRule::flag)
                        .toList();
    }

    private static int highestPositive(List<Integer> answers) {
        return IntStream.rangeClosed(1, answers.size())
                .filter(item -> answers.get(item - 1) > 0)
                .max()
                .orElse(0);
    }
}
