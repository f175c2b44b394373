package org.sextant.reporting.cohort;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.assessment.Timepoint;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.course.CourseReason;
import org.sextant.reporting.cohort.ScoredCourse.Scored;
import org.sextant.reporting.summary.Episode;

/**
 * A course as the statement of {@link ScoredCourseRepository} selects it. The values stay as the database sent them until
 * they are read, so that a row that waits for the other courses of its episode is small.
 */
final class CourseRow {

    /** The query packs a score into one number: 8 × total points + the bits below. */
    private static final int PER_POINT = 8;

    private static final int BASELINE = 4;
    private static final int SUICIDAL = 2;
    private static final int ASKED = 3;

    /** From 1970 to 2000: PostgreSQL counts times from 2000-01-01. */
    private static final long SECONDS_TO_2000 = 946_684_800;

    private static final long MICROS = 1_000_000;

    private final Object[] row;

    /** @param row the values in the order of the statement */
    CourseRow(Object[] row) {
        this.row = row;
    }

    /** Replaces equal texts by one text, because many rows have few different ones. */
    void share(Map<String, String> texts) {
        for (var i = 0; i < row.length; i++) {
            if (row[i] instanceof String text) {
                row[i] = texts.computeIfAbsent(text, same -> same);
            }
        }
    }

    /** Null for a course that continues no course and that no course continues. */
    UUID id() {
        return (UUID) row[10];
    }

    /** The course that this course continues; null where there is none. */
    UUID previous() {
        return (UUID) row[11];
    }

    String phase() {
        return (String) row[4];
    }

    /** Only of a course with an {@link #id}. */
    String status() {
        return (String) row[12];
    }

    /** True where the drug was begun, or the course has a score on the instrument. */
    boolean treatedOrScored() {
        return row[6] != null || row[8] != null;
    }

    CourseKind kind() {
        var labels = row[5] == null ? List.<String>of() : List.of((String[]) row[5]);
        return new CourseKind((String) row[0], (String) row[1], (String) row[2], (String) row[3], phase(), labels);
    }

    /** The outcome of a course that is an episode of its own. */
    ScoredCourse evaluatedAlone(CoursesOfReport counted) {
        return ScoredCourse.of(
                counted.instrument(), counted.window(), kind(), time(row[6]), scored(counted.instrument()));
    }

    Episode.Member member(Scored scored) {
        return new Episode.Member(
                CoursePhase.valueOf(phase()),
                row[13] == null ? null : CourseReason.valueOf((String) row[13]),
                time(row[14]),
                time(row[6]),
                scored.scores());
    }

    Scored scored(Instrument instrument) {
        var scores = new ArrayList<Score>();
        var suicidal = new ArrayList<Boolean>();
        if (row[8] != null) {
            var times = ByteBuffer.wrap((byte[]) row[8]);
            for (var each = ByteBuffer.wrap((byte[]) row[9]); each.hasRemaining(); ) {
                var packed = each.getShort();
                var at = time(times);
                // Only the timepoint BASELINE matters here, and the query has already ordered the scores of one moment.
                var timepoint = (packed & BASELINE) == 0 ? Timepoint.FOLLOW_UP : Timepoint.BASELINE;
                scores.add(new Score(instrument.code(), at, at, timepoint, packed / PER_POINT));
                suicidal.add((packed & ASKED) == 0 ? null : (packed & SUICIDAL) != 0);
            }
        }
        return new Scored(time(row[7]), scores, suicidal);
    }

    private static Instant time(Object sent) {
        return sent == null ? null : time(ByteBuffer.wrap((byte[]) sent));
    }

    /** Reads a time in PostgreSQL's binary format: eight bytes, microseconds since 2000-01-01. */
    private static Instant time(ByteBuffer sent) {
        var micros = sent.getLong();
        return Instant.ofEpochSecond(
                SECONDS_TO_2000 + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }
}
