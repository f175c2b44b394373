package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.token;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.arc.Arc;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** A patient's treatment up to a named state, made through the API as staff would. */
public final class Treatment {

    public static final List<String> CLEARANCES =
            List.of("PSYCHIATRIC_EVALUATION", "PHYSICAL_EXAM", "BLOOD_WORK", "CONSENT");
    public static final String CRITERIA_MET = """
            {"OBSERVATION_COMPLETE": true, "VITALS_NEAR_BASELINE": true, "ORIENTED": true, "AMBULATORY": true,
             "SIDE_EFFECTS_SETTLED": true, "ESCORT_PRESENT": true}""";

    /** The day of a session, unless a test names another. */
    private static final String DAY = "2026-01-05";

    private Treatment() {}

    /** Today by the service's clock: the activation needs clearances that are still valid. */
    public static String today() {
        var container = Arc.container();
        var now = container == null
                ? Instant.now()
                : container.instance(InstantSource.class).get().instant();
        return now.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    public static String newPatient() {
        return newPatient("1984-05-17");
    }

    public static String newPatient(String birthDate) {
        return create("/v1/patients", """
                {"mrn": "%s", "name": {"family": "Example", "given": "Alex"}, "birthDate": "%s", "sex": "FEMALE"}""".formatted(UUID.randomUUID(), birthDate));
    }

    public static String plannedCourse() {
        return plannedCourse(newPatient(), "iv-ketamine-0.5");
    }

    public static String plannedCourse(String patient, String protocol) {
        return create("/v1/courses", """
                {"patientId": "%s", "protocol": "%s",
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient, protocol));
    }

    public static String clearedCourse(String patient, String protocol) {
        var course = plannedCourse(patient, protocol);
        CLEARANCES.forEach(kind -> create(
                "/v1/courses/" + course + "/clearances",
                "{\"kind\": \"%s\", \"clearedOn\": \"%s\", \"clearedBy\": \"Dr. Example\"}".formatted(kind, today())));
        if (protocol.startsWith("intranasal-esketamine")) {
            create("/v1/patients/" + patient + "/clearances", """
                    {"kind": "REMS_ENROLMENT", "outcome": "CLEARED", "clearedOn": "2026-01-02", "clearedBy": "Dr. Example"}""");
        }
        return course;
    }

    public static String activeCourse() {
        return activeCourse("iv-ketamine-0.5");
    }

    public static String activeCourse(String protocol) {
        var course = clearedCourse(newPatient(), protocol);
        post(PRESCRIBER, "/v1/courses/" + course + "/activate", null, 200);
        return course;
    }

    /** Gives the course this label and no other, by which its rows are found. */
    public static void label(String course, String label) {
        var answer = LightClient.as(PRESCRIBER)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"labels\": [\"%s\"]}".formatted(label))
                .send("PATCH", "/v1/courses/" + course);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** A session of the course, scheduled for 2026-01-05T09:00:00Z. */
    public static String scheduled(String course) {
        return scheduled(course, DAY);
    }

    public static String scheduled(String course, String day) {
        return create("/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"%sT09:00:00Z\"}".formatted(day));
    }

    /** A session with a patient of 72 kg who came at 09:00. */
    public static String checkedIn(String course, String day) {
        var session = scheduled(course, day);
        step(session, "check-in", "{\"at\": \"%sT09:00:00Z\", \"weightKg\": 72}".formatted(day));
        return session;
    }

    public static String checkedIn(String course) {
        return checkedIn(course, DAY);
    }

    public static String checkedIn() {
        return checkedIn(activeCourse());
    }

    /** A session with a good reading at 09:10, ready to start. */
    public static String ready(String course, String day) {
        var session = checkedIn(course, day);
        goodReading(session, day + "T09:10:00Z");
        return session;
    }

    public static String ready() {
        return ready(activeCourse(), DAY);
    }

    /** A session with a good reading at 09:10, whose infusion began at 09:15. */
    public static String infusing(String course, String day) {
        var session = ready(course, day);
        step(session, "infusion/start", "{\"at\": \"%sT09:15:00Z\"}".formatted(day));
        return session;
    }

    public static String infusing(String course) {
        return infusing(course, DAY);
    }

    public static String infusing() {
        return infusing(activeCourse());
    }

    /** A session whose infusion of 36 mg ended at 09:55. */
    public static String observing(String course, String day) {
        var session = infusing(course, day);
        step(session, "infusion/end", "{\"at\": \"%sT09:55:00Z\", \"administeredMg\": 36}".formatted(day));
        return session;
    }

    public static String observing(String course) {
        return observing(course, DAY);
    }

    public static String observing() {
        return observing(activeCourse());
    }

    /** A session with another good reading at 10:55, whose patient went home at 11:00. */
    public static String discharged(String course, String day) {
        var session = observing(course, day);
        goodReading(session, day + "T10:55:00Z");
        step(session, "discharge", "{\"at\": \"%sT11:00:00Z\", \"criteria\": %s}".formatted(day, CRITERIA_MET));
        return session;
    }

    public static String discharged(String course) {
        return discharged(course, DAY);
    }

    /** A reading that no rule minds. */
    public static String goodReading(String session, Object takenAt) {
        return create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "%s", "systolic": 120, "diastolic": 80, "heartRate": 70, "respiratoryRate": 14, "spo2": 98, "sedation": 5}""".formatted(takenAt));
    }

    /** A nurse acknowledges every open alert of the session. */
    public static void seeAlerts(String session) {
        var answer = LightClient.as(NURSE)
                .query("sessionId", session)
                .query("status", "OPEN")
                .get("/v1/alerts");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        answer.json()
                .get("items")
                .forEach(alert -> post(NURSE, "/v1/alerts/" + alert.get("id").asText() + "/acknowledge", null, 200));
    }

    public static void step(String session, String step, String body) {
        post(NURSE, "/v1/sessions/" + session + "/" + step, body, 200);
    }

    private static void post(String role, String path, String body, int status) {
        var answer = LightClient.as(role).body(body).post(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    /** Creates as a prescriber, and returns the id. */
    public static String create(String path, String body) {
        return create(token(PRESCRIBER), path, body);
    }

    /** Creates with this token, and returns the id. */
    public static String create(String token, String path, String body) {
        var answer = LightClient.with(token).body(body).post(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.id();
    }
}
