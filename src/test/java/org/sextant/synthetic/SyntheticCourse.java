package org.sextant.synthetic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One course of one patient: planned, under way, completed, or given up before its time. */
final class SyntheticCourse {

    private static final Instant FIRST_DAY = Instant.parse("2021-01-04T08:00:00Z");
    private static final int DAYS = 1600;
    private static final LocalDate OLDEST = LocalDate.of(1932, 1, 1);
    private static final int BIRTH_DAYS = 26_000;
    private static final List<String> INDICATIONS = List.of("F33.2", "F33.2", "F33.1", "F32.2", "F43.10", "F41.1");
    private static final List<String> SEXES = List.of("FEMALE", "FEMALE", "FEMALE", "MALE", "MALE", "MALE", "OTHER");
    private static final int SESSIONS = 6;

    private final long number;
    private final Chance chance;
    private final List<ObjectNode> lines = new ArrayList<>();
    private final UUID id;
    private final Instant begin;
    private final SyntheticTreatment treatment;

    SyntheticCourse(long number, Chance chance) {
        this.number = number;
        this.chance = chance;
        this.begin = FIRST_DAY
                .plus(Duration.ofDays(chance.between(0, DAYS)))
                .plus(Duration.ofMinutes(chance.between(0, 480)));
        this.id = chance.id(begin.minus(Duration.ofDays(7)));
        this.treatment = SyntheticTreatment.draw(chance);
    }

    List<ObjectNode> lines() {
        var fate = chance.between(1, 100);
        var status = fate <= 2 ? "PLANNED" : fate <= 10 ? "ACTIVE" : fate <= 22 ? "DISCONTINUED" : "COMPLETED";
        var held =
                switch (status) {
                    case "PLANNED" -> 0;
                    case "COMPLETED" -> SESSIONS;
                    default -> chance.between(1, SESSIONS - 1);
                };
        var course = course(status);
        lines.add(course);
        var starts = sessions(held, status);
        var last = starts.isEmpty() ? begin : starts.get(starts.size() - 1);
        if (status.equals("COMPLETED") || status.equals("DISCONTINUED")) {
            course.put("endedAt", last.plus(Duration.ofDays(2)).toString());
        }
        if (!starts.isEmpty()) {
            lines.addAll(new SyntheticScores(id, treatment, chance).lines(starts, status.equals("COMPLETED")));
        }
        return lines;
    }

    private ObjectNode course(String status) {
        var line = line("COURSE", id)
                .put("patientId", chance.id(begin.minus(Duration.ofDays(8))).toString())
                .put("mrn", "SYN-%07d".formatted(number + 1))
                .put("family", "Synthetic")
                .put("given", "Patient %d".formatted(number + 1))
                .put("birthDate", OLDEST.plusDays(chance.between(0, BIRTH_DAYS)).toString())
                .put("sex", chance.oneOf(SEXES))
                .put("protocol", treatment.protocol())
                .put("protocolRevision", 1)
                .put("indicationSystem", "http://hl7.org/fhir/sid/icd-10-cm")
                .put("indicationCode", chance.oneOf(INDICATIONS))
                .put("phase", chance.of(0.85) ? "INDUCTION" : "MAINTENANCE")
                .put("plannedSessions", SESSIONS)
                .put("status", status);
        line.putArray("labels").add(SyntheticClinic.LABEL).add(chance.of(0.5) ? "arm-a" : "arm-b");
        if (!status.equals("PLANNED")) {
            line.put("activatedAt", begin.minus(Duration.ofDays(1)).toString());
        }
        if (status.equals("DISCONTINUED")) {
            line.put("discontinueReason", chance.oneOf(List.of("Moved away", "No effect", "Side effects", "Cost")));
        }
        return line;
    }

    /** The starts of the sessions that were held. Some appointments are missed, and some are still to come. */
    private List<Instant> sessions(int held, String status) {
        var starts = new ArrayList<Instant>();
        var day = begin;
        for (var visit = 1; visit <= held; visit++) {
            if (chance.of(0.05)) {
                lines.add(missed(visit, day));
                day = day.plus(Duration.ofDays(1));
            }
            var session = new SyntheticSession(id, visit, day, treatment, chance);
            lines.addAll(session.lines());
            starts.add(session.start());
            day = day.plus(Duration.ofDays(chance.between(2, 5)));
        }
        if (status.equals("PLANNED") || status.equals("ACTIVE")) {
            lines.add(appointment(held + 1, day).put("status", "SCHEDULED"));
        }
        return starts;
    }

    private ObjectNode missed(int visit, Instant at) {
        return appointment(visit, at)
                .put("status", "CANCELLED")
                .put("cancelledAt", at.plus(Duration.ofMinutes(30)).toString())
                .put("cancelReason", "Did not come")
                .put("noShow", true);
    }

    private ObjectNode appointment(int visit, Instant at) {
        return line("SESSION", chance.id(at))
                .put("courseId", id.toString())
                .put("number", visit)
                .put("scheduledAt", at.toString());
    }

    /** A line that begins with what it is. */
    static ObjectNode line(String type, UUID id) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("id", id.toString());
    }
}
