package org.sextant.chart.assessment;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A questionnaire or rating scale, as data: what is asked, how the answers make a total, and what a total means.
 *
 * @param use what its scores are good for
 * @param recallDays the days that it asks about; absent where it asks about now
 * @param items in the order of the answers
 * @param domains for an instrument whose total is the sum of the highest answer in each group of items, numbered from 1;
 *     absent where every item counts
 * @param bandedBy what the bands are ranges of; absent for the total
 * @param bands the severities, from the mildest, without gaps; empty where none are defined
 * @param remissionAtMost the highest total in remission; absent where remission is not defined
 * @param responseFallPercent the fall from baseline, in percent of it, that is a response
 * @param responseFallPoints the fall from baseline, in points, that is a response
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

    /** What scores of an instrument are good for. */
    public enum Use {
        /** Shows whether the treatment helps. */
        OUTCOME,
        /** Describes a session. */
        SESSION_MEASURE,
        /** Looks for a risk. */
        SCREEN
    }

    /** Who rates. */
    public enum Rater {
        PATIENT,
        CLINICIAN
    }

    /** What the bands of an instrument are ranges of, where it is not the total. */
    public enum BandedBy {
        HIGHEST_POSITIVE_ITEM
    }

    /** LOINC codes of the panel and the total score. */
    public record Loinc(String panel, String total) {}

    /**
     * One item; its answers are whole numbers from 0 to {@code max}.
     *
     * @param text what is asked, where its licence lets it be shipped
     */
    public record Item(@Schema(required = true) int max, String text, String loinc) {}

    /** One severity: a range of totals, both ends included. */
    public record Band(
            @Schema(required = true) String severity,
            @Schema(required = true) int from,
            @Schema(required = true) int to) {

        boolean holds(int value) {
            return from <= value && value <= to;
        }
    }

    /** Raises a flag where any of the items, numbered from 1, is answered with {@code atLeast} or more. */
    public record FlagRule(
            @Schema(required = true) Flag flag,
            @Schema(required = true) List<Integer> items,
            @Schema(required = true) int atLeast) {

        boolean raisedBy(List<Integer> answers) {
            return items.stream().anyMatch(item -> answers.get(item - 1) >= atLeast);
        }
    }

    /** The total of complete answers, each in its item's range. */
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

    /** The highest total there can be. */
    int maxTotal() {
        return total(items.stream().map(Item::max).toList());
    }

    /** The severity, where the instrument defines one and the answers or the total tell it. */
    Optional<String> severity(int total, List<Integer> answers) {
        var value = bandedBy == null ? total : highestPositive(answers);
        return bands.stream()
                .filter(band -> band.holds(value))
                .map(Band::severity)
                .findFirst();
    }

    /** True where single answers matter so much that a total alone would mislead. */
    boolean needsAnswers() {
        return bandedBy != null;
    }

    /** True in remission, false above it, absent where it is not defined. */
    public Optional<Boolean> remission(int total) {
        return Optional.ofNullable(remissionAtMost).map(line -> total <= line);
    }

    /** Whether a total is a response to treatment; absent where it is not defined, or nothing can fall from 0. */
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
     * Whether a total is worse than the baseline: at least one severity up, or more than 10 % of the baseline. From a
     * baseline of 0, of which nothing is a percentage, only the severity tells; where there are none, any rise does.
     */
    public boolean worsened(int baseline, int total) {
        var byPercent = (total - baseline) * 10 > baseline && (baseline > 0 || bands.isEmpty());
        return byPercent || band(total) > band(baseline);
    }

    private long band(int total) {
        return bands.stream().filter(band -> band.from() <= total).count();
    }

    /** The flags that the answers raise; none from a total alone. */
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
