package org.sextant.synthetic;

import static org.sextant.synthetic.SyntheticCourse.line;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** One visit: blood pressure that rises for half an hour and settles within one and a half, and what was felt. */
final class SyntheticSession {

    private static final int OBSERVED = 60;
    private static final int PEAK_MINUTE = 35;

    private final UUID course;
    private final int number;
    private final Instant comes;
    private final Instant start;
    private final SyntheticTreatment treatment;
    private final Chance chance;
    private final UUID id;
    private final SyntheticTablet tablet;

    SyntheticSession(UUID course, int number, Instant comes, SyntheticTreatment treatment, Chance chance) {
        this.course = course;
        this.number = number;
        this.comes = comes;
        this.start = comes.plus(Duration.ofMinutes(15));
        this.treatment = treatment;
        this.chance = chance;
        this.id = chance.id(comes);
        this.tablet = SyntheticTablet.draw(chance);
    }

    Instant start() {
        return start;
    }

    List<ObjectNode> lines() {
        var stopped = chance.of(0.02);
        var minutes = stopped ? Math.max(1, treatment.minutes() / 2) : treatment.minutes();
        var lines = new ArrayList<ObjectNode>();
        lines.add(session(minutes, stopped));
        var readings = readings(minutes + OBSERVED);
        readings.subList(readings.size() - tablet.late(), readings.size()).forEach(one -> one.put("late", true));
        // Whether late or not, they may come in by any order.
        if (chance.of(0.1)) {
            Collections.reverse(readings);
        }
        lines.addAll(readings);
        lines.addAll(new SyntheticSideEffects(id, start, tablet, chance).lines());
        return lines;
    }

    private ObjectNode session(int minutes, boolean stopped) {
        var dose = treatment.doseMg();
        var given = stopped ? dose.divide(BigDecimal.valueOf(2), 2, RoundingMode.HALF_UP) : dose;
        var line = line("SESSION", id)
                .put("courseId", course.toString())
                .put("number", number)
                .put("status", "DISCHARGED")
                .put("scheduledAt", comes.toString())
                .put("checkedInAt", comes.toString())
                .put("weightKg", treatment.weightKg())
                .put("escortName", "Synthetic Escort")
                .put("startedAt", start.toString())
                .put("plannedDoseMg", dose)
                .put("lot", "SYN-%d".formatted(chance.between(1, 40)))
                .put("endedAt", minute(minutes).toString())
                .put("administeredMg", given)
                .put(
                        "dischargedAt",
                        minute(minutes + OBSERVED + chance.between(2, 30)).toString());
        if (treatment.mgPerKg() > 0) {
            line.put("mgPerKg", BigDecimal.valueOf(treatment.mgPerKg()));
        }
        if (stopped) {
            line.put("stopReason", "Distress");
        }
        line.putObject("criteria").put("ORIENTED", true).put("AMBULATORY", true).put("ESCORT_PRESENT", true);
        return line;
    }

    private List<ObjectNode> readings(int end) {
        var rise = chance.normal(18, 8, 0, 60);
        var lines = new ArrayList<ObjectNode>();
        lines.add(reading(-5, 0));
        for (var minute = 5; minute <= end; minute += minute < 60 ? 5 : 15) {
            lines.add(reading(minute, rise));
        }
        return lines;
    }

    private ObjectNode reading(int minute, int rise) {
        var at = minute(minute).plus(Duration.ofSeconds(chance.between(0, 50)));
        var line = line("VITALS", chance.id(at)).put("sessionId", id.toString());
        tablet.tell(line, "takenAt", at, "clockOffsetSeconds");
        if (chance.of(0.01)) {
            return line.put("absentReason", "REFUSED");
        }
        var strain = rise * curve(minute);
        var systolic = chance.normal(treatment.systolic() + strain, 4, 80, 220);
        return line.put("systolic", systolic)
                .put(
                        "diastolic",
                        Math.min(systolic - 15, chance.normal(treatment.systolic() * 0.64 + strain * 0.6, 3, 45, 130)))
                .put("heartRate", chance.normal(treatment.pulse() + strain * 0.5, 4, 46, 150))
                .put("respiratoryRate", chance.normal(15, 2, 9, 26))
                .put("spo2", chance.normal(97.4, 1, 90, 100))
                .put("sedation", minute > 10 && minute < 60 && chance.of(0.4) ? 4 : 5)
                .put("source", "DEVICE")
                .put("deviceId", "synthetic-%d".formatted(chance.between(1, 12)));
    }

    /** How much of the rise there is at a minute, 0 to 1: it peaks at 35 and is gone by 100. */
    private static double curve(int minute) {
        if (minute <= 0) {
            return 0;
        }
        var share = (double) minute / PEAK_MINUTE;
        return Math.pow(share * Math.exp(1 - share), 2);
    }

    private Instant minute(int minute) {
        return start.plus(Duration.ofMinutes(minute));
    }
}
