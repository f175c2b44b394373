package org.sextant.synthetic;

import static org.sextant.synthetic.SyntheticCourse.line;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Scores before, during and after a course: half of the patients respond, some of them relapse, a few get worse. */
final class SyntheticScores {

    private static final int ITEMS = 9;
    private static final int MOST = 3 * ITEMS;

    private final UUID course;
    private final Chance chance;
    private final int baseline;
    private final double share;
    private final boolean relapses;
    private final boolean answered;
    private final String instrument;

    SyntheticScores(UUID course, SyntheticTreatment treatment, Chance chance) {
        this.course = course;
        this.chance = chance;
        this.answered = chance.of(0.5);
        this.instrument = treatment.mgPerKg() == 0 && !answered ? "MADRS" : "PHQ-9";
        this.baseline = instrument.equals("MADRS") ? chance.normal(32, 5, 20, 50) : chance.normal(18, 4, 8, 26);
        var fate = chance.between(1, 100);
        this.share = fate <= 8 ? 1.15 : fate <= 46 ? chance.between(55, 95) / 100.0 : chance.between(10, 48) / 100.0;
        this.relapses = share < 0.5 && chance.of(0.35);
    }

    /** @param starts of the sessions that were held, at least one */
    List<ObjectNode> lines(List<Instant> starts, boolean followed) {
        var lines = new ArrayList<ObjectNode>();
        var first = starts.get(0);
        lines.add(score(first.minus(Duration.ofMinutes(40)), "BASELINE", baseline));
        lines.add(score(first.plus(Duration.ofHours(24)), "POST_SESSION", after(0.4)));
        for (var visit = 1; visit < starts.size(); visit++) {
            lines.add(score(starts.get(visit).minus(Duration.ofMinutes(25)), "PRE_SESSION", after(0.4 + 0.12 * visit)));
        }
        if (followed) {
            followUps(starts.get(starts.size() - 1)).forEach(lines::add);
        }
        return lines;
    }

    private List<ObjectNode> followUps(Instant last) {
        var lines = new ArrayList<ObjectNode>();
        for (var week : List.of(1, 2, 4, 8, 12)) {
            if (chance.of(0.8)) {
                var total = relapses && week >= 4 ? near(baseline * 0.85) : after(1);
                lines.add(score(last.plus(Duration.ofDays(7L * week)).plus(Duration.ofMinutes(5)), "FOLLOW_UP", total));
            }
        }
        return lines;
    }

    /** The score when so much of the effect has come, 0 to 1. */
    private int after(double effect) {
        return near(baseline * (1 - (1 - share) * Math.min(1, effect)));
    }

    private int near(double mean) {
        return chance.normal(mean, 1, 0, instrument.equals("MADRS") ? 60 : MOST);
    }

    private ObjectNode score(Instant at, String timepoint, int total) {
        var line = line("ASSESSMENT", chance.id(at))
                .put("courseId", course.toString())
                .put("instrument", instrument)
                .put("takenAt", at.toString())
                .put("timepoint", timepoint);
        if (answered) {
            var answers = line.putArray("answers");
            for (var item = 0; item < ITEMS; item++) {
                answers.add(total / ITEMS + (item < total % ITEMS ? 1 : 0));
            }
        }
        return line.put("total", total);
    }
}
