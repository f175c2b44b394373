package org.sextant.reporting.cohort;

import java.time.Instant;
import java.util.List;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.course.CoursePhase;
import org.sextant.reporting.summary.CourseOutcome;
import org.sextant.reporting.summary.Episode;

/**
 * A course with the data that the reports on outcomes need.
 *
 * @param outcome the outcome on the instrument
 * @param verdict the figures that the course adds to each of its groups; null where the outcome cannot be evaluated
 * @param scores of the instrument, in the order in which they were taken
 * @param latest the same where the latest score is evaluated, whatever the window; null without a later score
 * @param maintained true where maintenance was given before the observation of the response ended
 */
record ScoredCourse(
        CourseKind kind,
        CourseOutcome outcome,
        List<Score> scores,
        Verdict verdict,
        Verdict latest,
        boolean maintained) {

    /**
     * Suicidal ideation up to the baseline and after it, and at the last score that asks; each is null where no answers
     * were recorded.
     */
    record Ideation(Boolean before, Boolean after, Boolean last) {

        boolean asked() {
            return before != null && after != null;
        }

        boolean resolved() {
            return before && !last;
        }
    }

    /**
     * The figures that one course adds to a group.
     *
     * @param before the total at the baseline, points
     * @param after the total that is evaluated, points
     * @param hoursToResponse from the start of the first infusion to the first response; null without either
     */
    record Verdict(
            int before,
            int after,
            boolean response,
            boolean remission,
            boolean worsened,
            boolean everResponded,
            Double hoursToResponse,
            Ideation ideation) {}

    /**
     * The scores of a course on an instrument.
     *
     * @param lastEnd the end of the last infusion; null where the last infusion has not ended
     * @param scores in the order in which they were taken
     * @param suicidal for each score, whether its answers show suicidal ideation; null where no answers were recorded
     */
    record Scored(Instant lastEnd, List<Score> scores, List<Boolean> suicidal) {

        /** Whether any score of a time shows suicidal ideation; null where none of them has answers. */
        private Boolean anySuicidal(Times times) {
            Boolean any = null;
            for (var i = 0; i < scores.size(); i++) {
                if (suicidal.get(i) != null && times.include(scores.get(i).takenAt())) {
                    any = suicidal.get(i) || Boolean.TRUE.equals(any);
                }
            }
            return any;
        }

        private Boolean lastSuicidal(Times times) {
            Boolean last = null;
            for (var i = 0; i < scores.size(); i++) {
                if (suicidal.get(i) != null && times.include(scores.get(i).takenAt())) {
                    last = suicidal.get(i);
                }
            }
            return last;
        }
    }

    private interface Times {
        boolean include(Instant moment);
    }

    /**
     * Evaluates a course that is an episode of its own.
     *
     * @param firstStart the start of the course's first infusion, or null
     */
    static ScoredCourse of(Instrument instrument, Window window, CourseKind kind, Instant firstStart, Scored scored) {
        var episode = new Episode(List.of(
                new Episode.Member(CoursePhase.valueOf(kind.phase()), null, null, firstStart, scored.scores())));
        return of(instrument, window, kind, episode, List.of(scored), 0);
    }

    /**
     * Evaluates a course of an episode, once for all its groups.
     *
     * @param window null where the latest score is evaluated
     * @param scored the scores of each course of the episode
     * @param place of the course, counted from 0
     */
    static ScoredCourse of(
            Instrument instrument, Window window, CourseKind kind, Episode episode, List<Scored> scored, int place) {
        var outcome = episode.outcome(instrument, place);
        var own = scored.get(place);
        var latest = verdict(outcome, outcome.latest(), episode, scored, place);
        return new ScoredCourse(
                kind,
                outcome,
                own.scores(),
                window == null
                        ? latest
                        : verdict(outcome, window.first(outcome.later(), own.lastEnd()), episode, scored, place),
                latest,
                outcome.firstResponse() != null && episode.maintainedBy(place, outcome.observedUntil()));
    }

    /** @param decisive the score that decides; null where there is none */
    private static Verdict verdict(
            CourseOutcome outcome, Score decisive, Episode episode, List<Scored> scored, int place) {
        if (decisive == null) {
            return null;
        }
        var instrument = outcome.instrument();
        var before = outcome.baseline().total();
        var time = outcome.timeToResponse();
        return new Verdict(
                before,
                decisive.total(),
                instrument.response(before, decisive.total()).orElse(false),
                instrument.remission(decisive.total()).orElse(false),
                instrument.worsened(before, decisive.total()),
                outcome.firstResponse() != null,
                time == null ? null : time.toSeconds() / 3600.0,
                ideation(outcome.baseline(), episode, scored, place));
    }

    /** Ideation up to the baseline, in the course of the baseline, and after it, up to a later course's infusion. */
    private static Ideation ideation(Score baseline, Episode episode, List<Scored> scored, int place) {
        var until = episode.evaluatedUntil(place);
        var own = scored.get(place);
        Times later = moment -> moment.isAfter(baseline.takenAt()) && (until == null || !moment.isAfter(until));
        return new Ideation(
                scored.get(episode.baselinePlace(place)).anySuicidal(moment -> !moment.isAfter(baseline.takenAt())),
                own.anySuicidal(later),
                own.lastSuicidal(later));
    }
}
