package org.sextant.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sextant.exchange.imports.Exports;

/** Courses that continue each other, as lines of an import; each infusion lasts 40 minutes. */
public final class EpisodeLines {

    private final List<String> lines = new ArrayList<>();
    private String patient;
    private String protocol = "iv-ketamine-0.5";
    private String code = "F33.2";
    private String course;
    private int sessions;

    /** The following courses are on this protocol and for this indication. */
    public EpisodeLines on(String protocolCode, String indicationCode) {
        protocol = protocolCode;
        code = indicationCode;
        return this;
    }

    /** Begins an episode of another patient, with an induction. */
    public EpisodeLines induction(String activatedAt) {
        patient = UUID.randomUUID().toString();
        course = null;
        return course("INDUCTION", null, activatedAt);
    }

    /** Continues the episode. */
    public EpisodeLines then(String phase, String reason, String activatedAt) {
        return course(phase, reason, activatedAt);
    }

    private EpisodeLines course(String phase, String reason, String activatedAt) {
        var previous = course;
        course = UUID.randomUUID().toString();
        sessions = 0;
        line("""
                {"type": "COURSE", "id": "%s", "patientId": "%s", "mrn": "%2$s", "family": "Example", "given": "Alex",
                 "birthDate": "1964-05-17", "sex": "FEMALE", "protocol": "%s", "phase": "%s", "plannedSessions": 6,
                 "indicationSystem": "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "%s", "labels": [],
                 "status": "COMPLETED", "activatedAt": "%s", "endedAt": "2025-12-01T08:00:00Z"%s%s}""".formatted(
                        course,
                        patient,
                        protocol,
                        phase,
                        code,
                        activatedAt,
                        previous == null ? "" : ", \"previousCourseId\": \"%s\"".formatted(previous),
                        reason == null ? "" : ", \"reason\": \"%s\"".formatted(reason)));
        return this;
    }

    /** A session of the course whose infusion of 36 mg began then. */
    public EpisodeLines session(String startedAt) {
        sessions++;
        line("""
                {"type": "SESSION", "id": "%s", "courseId": "%s", "number": %d, "status": "DISCHARGED", "scheduledAt": "%s",
                 "checkedInAt": "%4$s", "weightKg": 72, "startedAt": "%4$s", "plannedDoseMg": 36, "endedAt": "%5$s",
                 "administeredMg": 36, "dischargedAt": "%5$s"}""".formatted(
                        UUID.randomUUID(),
                        course,
                        sessions,
                        startedAt,
                        Instant.parse(startedAt).plus(Duration.ofMinutes(40))));
        return this;
    }

    /** A total on the PHQ-9. */
    public EpisodeLines score(String takenAt, int total) {
        return score("PHQ-9", takenAt, "\"total\": " + total);
    }

    /** A total or answers. */
    public EpisodeLines score(String instrument, String takenAt, String result) {
        line("""
                {"type": "ASSESSMENT", "id": "%s", "courseId": "%s", "instrument": "%s", "takenAt": "%s",
                 "timepoint": "FOLLOW_UP", %s}""".formatted(UUID.randomUUID(), course, instrument, takenAt, result));
        return this;
    }

    /** The id of the present course. */
    public String course() {
        return course;
    }

    private void line(String json) {
        lines.add(json.replace("\n", ""));
    }

    /** Stores them in the clinic of the token. */
    public EpisodeLines send(String token) {
        assertThat(Exports.outcomes(Exports.send(token, String.join("\n", lines))))
                .containsOnly("CREATED");
        lines.clear();
        return this;
    }
}
