package org.sextant.assessment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The baselines of one course, by instrument. */
record Baselines(Map<String, Score> byInstrument) {

    /** @param firstStart the start of the course's first infusion, or null */
    static Baselines of(List<Score> scoresOfCourse, Instant firstStart) {
        return new Baselines(scoresOfCourse.stream().collect(Collectors.groupingBy(Score::instrument)).values().stream()
                .flatMap(scores -> Score.baseline(scores, firstStart).stream())
                .collect(Collectors.toMap(Score::instrument, baseline -> baseline)));
    }

    /** The baseline that the assessment comes after, or null. */
    Score before(Assessment assessment) {
        var baseline = byInstrument.get(assessment.instrument());
        return baseline != null && assessment.score().isAfter(baseline) ? baseline : null;
    }
}
