package org.sextant.tablet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.sextant.LongCourse.Visit;

/** What nurses recorded on several tablets in a week without a network. The same seed gives the same week. */
final class Week {

    /** No two records of a session share a moment, and none is nearer than 15 s to that of a step. */
    private static final int MOMENTS = 160;

    private static final Duration BETWEEN_MOMENTS = Duration.ofSeconds(45);

    /** The start is 14 minutes after the first minute, the end 54: with this none comes nearer to either. */
    private static final Duration FROM_A_STEP = Duration.ofSeconds(15);

    private final Random random;
    private final List<Duration> clocks;
    private final Map<Visit, List<Instant>> moments = new HashMap<>();

    /** @param clocks by how much the clock of each tablet is ahead, negative where it is behind */
    Week(List<Duration> clocks, long seed) {
        this.clocks = clocks;
        random = new Random(seed);
    }

    /**
     * A record and what it has to come to.
     *
     * @param at when it was, truly
     * @param refusal the problem that it is refused with; null where it is good
     */
    record Note(Visit visit, int tablet, Instant at, ObjectNode item, String refusal) {

        String id() {
            return item.get("id").asText();
        }

        String type() {
            return item.get("type").asText();
        }
    }

    /** So many good records of these sessions. */
    List<Note> notes(List<Visit> visits, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> note(visits.get(random.nextInt(visits.size()))))
                .toList();
    }

    private Note note(Visit visit) {
        var kind = random.nextInt(100);
        var note = new Note(
                visit, random.nextInt(clocks.size()), moment(visit), new ObjectMapper().createObjectNode(), null);
        note.item().put("id", new UUID(random.nextLong(), random.nextLong()).toString());
        if (kind < 70) {
            vitals(note);
        } else if (kind < 82) {
            of(note, "SIDE_EFFECT", "onsetAt").put("effect", "NAUSEA").put("severity", "MILD");
        } else if (kind < 92) {
            of(note, "MEDICATION", "givenAt")
                    .put("drug", "Ondansetron")
                    .put("dose", random.nextInt(1, 9))
                    .put("unit", "mg")
                    .put("route", "IV");
        } else {
            of(note, "ASSESSMENT", "takenAt")
                    .put("instrument", "PHQ-9")
                    .put("timepoint", "FOLLOW_UP")
                    .put("total", random.nextInt(28));
        }
        return note;
    }

    private ObjectNode vitals(Note note) {
        return of(note, "VITALS", "takenAt")
                .put("systolic", random.nextInt(100, 140))
                .put("diastolic", random.nextInt(60, 90))
                .put("heartRate", random.nextInt(55, 100));
    }

    private ObjectNode of(Note note, String type, String time) {
        if (type.equals("ASSESSMENT")) {
            note.item().put("courseId", note.visit().courseId());
        } else {
            note.item().put("sessionId", note.visit().id());
        }
        var told = note.at().plus(clocks.get(note.tablet()));
        return note.item().put("type", type).put(time, told.toString());
    }

    private Instant moment(Visit visit) {
        var free = moments.computeIfAbsent(visit, any -> shuffledMoments(visit));
        return free.remove(free.size() - 1);
    }

    private List<Instant> shuffledMoments(Visit visit) {
        var all = new ArrayList<Instant>();
        for (var i = 0; i < MOMENTS; i++) {
            all.add(visit.minute(1).plus(FROM_A_STEP).plus(BETWEEN_MOMENTS.multipliedBy(i)));
        }
        Collections.shuffle(all, random);
        return all;
    }

    /** Records that no server takes: of an impossible value, of a session that is not there, of a used id. */
    List<Note> spoilt(Visit visit, String usedId) {
        var impossible = bad(visit, visit.minute(5), "/problems/invalid");
        impossible.item().put("systolic", 20);
        var nowhere = bad(visit, visit.minute(5), "/problems/not-found");
        nowhere.item().put("sessionId", UUID.randomUUID().toString());
        var used = bad(visit, visit.minute(5), "/problems/id-reuse");
        used.item().put("id", usedId);
        return List.of(impossible, nowhere, used);
    }

    /** A record that no server takes today. */
    Note fromTomorrow(Visit visit) {
        return bad(visit, Instant.now().plus(Duration.ofDays(1)), "/problems/invalid");
    }

    private Note bad(Visit visit, Instant at, String refusal) {
        var note = new Note(visit, random.nextInt(clocks.size()), at, new ObjectMapper().createObjectNode(), refusal);
        note.item().put("id", new UUID(random.nextLong(), random.nextLong()).toString());
        vitals(note);
        return note;
    }
}
