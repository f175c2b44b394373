package org.sextant.reporting.summary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.course.CourseReason;

/**
 * The courses of an episode, in order, with their scores on one instrument: what belongs to the outcome of each course.
 *
 * <ul>
 *   <li>A course is evaluated by its own scores up to the first infusion of a later course.
 *   <li>The baseline of a MAINTENANCE course is the baseline of the INDUCTION course before it.
 *   <li>Whether a response was lost is followed in the scores of all courses up to the next INDUCTION course.
 * </ul>
 *
 * Summaries, rows and reports all use this class, so that an outcome has one definition.
 */
public final class Episode {

    private final List<Member> members;

    /**
     * A course of an episode.
     *
     * @param activatedAt null before the activation
     * @param firstStart the start of the first infusion, or null
     * @param scores of one instrument, in the order in which they were taken
     */
    public record Member(
            CoursePhase phase, CourseReason reason, Instant activatedAt, Instant firstStart, List<Score> scores) {

        /** The activation, or the first infusion where the activation was recorded later; null before either. */
        private Instant begunAt() {
            return earlier(activatedAt, firstStart);
        }

        private boolean isInduction() {
            return phase == CoursePhase.INDUCTION;
        }
    }

    /**
     * The episode that these courses make.
     *
     * @param members in the order in which the courses continue each other
     */
    public Episode(List<Member> members) {
        this.members = List.copyOf(members);
    }

    /** The outcome of the course at a place, counted from 0. */
    public CourseOutcome outcome(Instrument instrument, int place) {
        var baselinePlace = baselinePlace(place);
        var baseline =
                Score.baseline(scores(baselinePlace), members.get(baselinePlace).firstStart());
        return CourseOutcome.of(
                instrument,
                baseline.orElse(null),
                baselinePlace == place,
                scores(place),
                members.get(place).firstStart(),
                sequel(place));
    }

    /** The place of the course whose baseline applies to the course at a place. */
    public int baselinePlace(int place) {
        return members.get(place).isInduction()
                ? place
                : IntStream.iterate(place - 1, before -> before >= 0, before -> before - 1)
                        .filter(before -> members.get(before).isInduction())
                        .findFirst()
                        .orElse(place);
    }

    /** The own scores of the course at a place, up to the first infusion of a later course. */
    public List<Score> scores(int place) {
        var own = members.get(place).scores();
        var until = evaluatedUntil(place);
        return until == null
                ? own
                : own.stream().filter(score -> !score.takenAt().isAfter(until)).toList();
    }

    /** The first infusion of a later course; null where there is none. */
    public Instant evaluatedUntil(int place) {
        return members.stream()
                .skip(place + 1L)
                .map(Member::firstStart)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** True where a MAINTENANCE course after the one at a place, and before the next INDUCTION course, began by then. */
    public boolean maintainedBy(int place, Instant moment) {
        return members.subList(place + 1, nextInduction(place)).stream()
                .filter(member -> !member.isInduction() && member.firstStart() != null)
                .anyMatch(member -> !member.firstStart().isAfter(moment));
    }

    /** What followed the course at a place, up to the next INDUCTION course that was begun. */
    private CourseOutcome.Sequel sequel(int place) {
        if (place == members.size() - 1) {
            return null;
        }
        var next = nextInduction(place);
        var reinduction = next == members.size() ? null : members.get(next);
        var until = reinduction == null ? null : reinduction.begunAt();
        var scores = new ArrayList<Score>();
        members.subList(place, next).forEach(member -> scores.addAll(member.scores()));
        scores.removeIf(score -> until != null && score.takenAt().isAfter(until));
        scores.sort(Comparator.comparing(Score::takenAt).thenComparing(Score::recordedAt));
        return new CourseOutcome.Sequel(
                scores, until, reinduction != null && reinduction.reason() == CourseReason.RELAPSE);
    }

    private int nextInduction(int place) {
        return IntStream.range(place + 1, members.size())
                .filter(next ->
                        members.get(next).isInduction() && members.get(next).begunAt() != null)
                .findFirst()
                .orElse(members.size());
    }

    private static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
