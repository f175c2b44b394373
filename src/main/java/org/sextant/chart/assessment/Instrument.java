package org.sextant.chart.assessment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.problem.Violations;

/**
 * A questionnaire or rating scale as data: its items, and how a total is computed and interpreted.
 *
 * @param use the purpose of the scores
 * @param recallDays the period that the items ask about, days; absent where the items ask about the present
 * @param items the items, in the order of the answers
 * @param domains groups of items, numbered from 1, for an instrument whose total is the sum of the highest answer of
 *     each group; absent where the total is the sum of all answers
 * @param revision the number of the form: a form with other items has another number
 * @param formerItems the number of answers of the form before, which is still accepted and has neither skipped nor
 *     missing answers; absent where there is no such form
 * @param bands the severities as ranges of the total, from the mildest, without gaps; empty where the instrument
 *     defines none
 * @param severityRules the severities by single answers, the first that applies; absent where the bands say it
 * @param remissionAtMost the highest total in remission; absent where remission is not defined
 * @param responseFallPercent the minimum fall from the baseline that is a response, % of the baseline
 * @param responseFallPoints the minimum fall from the baseline that is a response, points
 * @param alternatives other published cut-offs; the service evaluates response and remission by the members above
 * @param sources the source of each value, by the JSON pointer of the value or of the list that holds it
 */
@Schema(example = """
                {"code": "PAIN-NRS", "name": "Numeric Rating Scale for pain", "revision": 1, "use": "OUTCOME", "rater": "PATIENT",
                 "licence": "Free to use; no permission required.", "loinc": {"total": "72514-3"}, "items": [{"max": 10}], "bands": [],
                 "responseFallPercent": 30, "flags": [],
                 "sources": {"/items": "Numeric rating scale from 0 to 10"}}\
                """)
public record Instrument(
        @Schema(required = true) String code,
        @Schema(required = true) String name,
        @Schema(required = true) int revision,
        @Schema(required = true) Use use,
        @Schema(required = true) Rater rater,
        Integer recallDays,
        @Schema(required = true) String licence,
        Loinc loinc,
        @Schema(required = true) List<Item> items,
        Integer formerItems,
        List<List<Integer>> domains,
        @Schema(required = true) List<Band> bands,
        List<SeverityRule> severityRules,
        Integer remissionAtMost,
        Integer responseFallPercent,
        Integer responseFallPoints,
        @Schema(required = true) List<FlagRule> flags,
        List<Alternative> alternatives,
        @Schema(required = true) Map<String, String> sources) {

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

    /** LOINC codes of the panel and the total score. */
    public record Loinc(String panel, String total) {}

    /**
     * One item; its answers are whole numbers from 0 to {@code max}.
     *
     * @param text the question, where the licence allows its distribution
     * @param askedIf the condition for asking the item; absent where the item is always asked
     * @param optional true where an item that is asked may stay without an answer
     */
    public record Item(
            @Schema(required = true) int max, String text, String loinc, Condition askedIf, Boolean optional) {

        /** Rejects an answer that is missing, out of range, or given although the item is not asked. */
        void check(List<Integer> answers, int index, Violations violations) {
            var answer = answers.get(index);
            var pointer = "/answers/" + index;
            if (askedIf != null && !askedIf.holds(answers)) {
                violations.rejectIf(
                        answer != null,
                        pointer,
                        "must be null: it is asked only where answer %d is at least %d"
                                .formatted(askedIf.item(), askedIf.atLeast()));
                return;
            }
            violations
                    .rejectIf(answer == null && !Boolean.TRUE.equals(optional), pointer, "must be answered")
                    .rejectIf(answer != null && (answer < 0 || answer > max), pointer, "must be between 0 and " + max);
        }
    }

    /** Holds where the answer to the item, numbered from 1, is {@code atLeast} or more. */
    public record Condition(
            @Schema(required = true) int item,
            @Schema(required = true) int atLeast) {

        boolean holds(List<Integer> answers) {
            return item <= answers.size() && answers.get(item - 1) != null && answers.get(item - 1) >= atLeast;
        }
    }

    /**
     * A severity that single answers decide. The rule applies where any condition of {@code any} holds, all conditions of
     * {@code all} hold and no item of {@code unanswered} has an answer. An absent member sets no condition.
     */
    public record SeverityRule(
            @Schema(required = true) String severity,
            List<Condition> any,
            List<Condition> all,
            List<Integer> unanswered) {

        boolean applies(List<Integer> answers) {
            return (any == null || any.stream().anyMatch(condition -> condition.holds(answers)))
                    && (all == null || all.stream().allMatch(condition -> condition.holds(answers)))
                    && (unanswered == null || unanswered.stream().noneMatch(item -> isAnswered(answers, item)));
        }
    }

    /**
     * Another published cut-off of an instrument, beside the cut-offs that the service evaluates.
     *
     * @param name a short name
     * @param source the publication
     */
    public record Alternative(
            @Schema(required = true) String name,
            Integer remissionAtMost,
            Integer responseFallPercent,
            Integer responseFallPoints,
            @Schema(required = true) String source) {}

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
            return items.stream().anyMatch(item -> new Condition(item, atLeast).holds(answers));
        }

        private String shownBy(List<Integer> answers) {
            return items.stream()
                    .filter(item -> new Condition(item, atLeast).holds(answers))
                    .map(item -> "item %d answered %d, at least %d".formatted(item, answerTo(item, answers), atLeast))
                    .collect(Collectors.joining("; "));
        }
    }

    /**
     * Rejects answers that the form does not allow: too few or too many, an answer out of range, missing, or to a
     * question that is not asked.
     */
    void check(List<Integer> answers, Violations violations) {
        var former = formerItems != null && answers.size() == formerItems;
        violations.rejectIf(
                !former && answers.size() != items.size(), "/answers", "must have " + items.size() + " answers");
        for (var i = 0; i < Math.min(answers.size(), items.size()); i++) {
            var item = former ? new Item(items.get(i).max(), null, null, null, null) : items.get(i);
            item.check(answers, i, violations);
        }
    }

    /** The revision of the form that was answered; the present revision without answers. */
    int revisionOf(List<Integer> answers) {
        return answers != null && formerItems != null && answers.size() == formerItems ? revision - 1 : revision;
    }

    /** The total of answers that the form allows; a question that was not asked counts 0. */
    int total(List<Integer> answers) {
        if (domains == null) {
            return answers.stream()
                    .filter(Objects::nonNull)
                    .mapToInt(Integer::intValue)
                    .sum();
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
     * The severity; empty where the instrument defines none.
     *
     * @param answers the answers; may be null where the instrument does not need them, see {@link #needsAnswers()}
     */
    Optional<String> severity(int total, List<Integer> answers) {
        return needsAnswers()
                ? severityRules.stream()
                        .filter(rule -> rule.applies(answers))
                        .map(SeverityRule::severity)
                        .findFirst()
                : bands.stream()
                        .filter(band -> band.contains(total))
                        .map(Band::severity)
                        .findFirst();
    }

    /** True where the severity depends on single answers, so that a total without answers is not accepted. */
    boolean needsAnswers() {
        return severityRules != null;
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

    /** What the answers say about suicidal ideation. */
    public Suicidality suicidality(List<Integer> answers) {
        if (answers == null || flags.stream().noneMatch(rule -> rule.flag() == Flag.SUICIDAL_IDEATION)) {
            return Suicidality.NOT_ASKED;
        }
        return flags(answers).contains(Flag.SUICIDAL_IDEATION) ? Suicidality.PRESENT : Suicidality.ABSENT;
    }

    /** True where answers on the instrument can raise the flag. */
    boolean asks(Flag flag) {
        return rules(flag).findAny().isPresent();
    }

    /** The answers to the items that can raise the flag, in the order of the items. */
    List<Integer> answersTo(Flag flag, List<Integer> answers) {
        return rules(flag)
                .flatMap(rule -> rule.items().stream())
                .distinct()
                .sorted()
                .map(item -> answerTo(item, answers))
                .toList();
    }

    /**
     * The place of a severity among those that single answers decide, from the mildest; 0 for no severity, and where the
     * severity depends on the total.
     */
    int rank(String severity) {
        if (severityRules == null) {
            return 0;
        }
        return IntStream.range(0, severityRules.size())
                .filter(i -> severityRules.get(i).severity().equals(severity))
                .map(i -> severityRules.size() - i)
                .max()
                .orElse(0);
    }

    /** The answers that raise the flag, for people. */
    String shown(Flag flag, List<Integer> answers) {
        return rules(flag)
                .filter(rule -> rule.raisedBy(answers))
                .map(rule -> rule.shownBy(answers))
                .collect(Collectors.joining("; "));
    }

    private Stream<FlagRule> rules(Flag flag) {
        return flags.stream().filter(rule -> rule.flag() == flag);
    }

    /** The answer to an item; 0 where the item was not asked. */
    private static int answerTo(int item, List<Integer> answers) {
        return isAnswered(answers, item) ? answers.get(item - 1) : 0;
    }

    private static boolean isAnswered(List<Integer> answers, int item) {
        return item <= answers.size() && answers.get(item - 1) != null;
    }
}
