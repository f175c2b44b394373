package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.PRESCRIBER;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.exchange.imports.Exports;

/**
 * A patient's treatment as it was, there after one request: for tests of what becomes of it afterwards. No rule judged
 * its steps, nothing in it raised an alert, and it has no clearances; where that matters, {@link Treatment} walks the way
 * that staff would. From the first live reading or step on it is like any other.
 */
public final class ImportedTreatment {

    private final String patient = newId();
    private final String course = newId();
    private final List<String> ofTheCourse = new ArrayList<>();
    private String birthDate = "1984-05-17";
    private String labels = "";
    private int sessions;

    /** An active course on {@code iv-ketamine-0.5}; returns its id. */
    public static String activeCourse() {
        return new ImportedTreatment().send().course();
    }

    /** The id of a session with a good reading at 09:10, whose infusion of 36 mg began at 09:15. */
    public static String infusing() {
        var treatment = new ImportedTreatment();
        var session = treatment.infusing("2026-01-05");
        treatment.send();
        return session;
    }

    public String patient() {
        return patient;
    }

    public String course() {
        return course;
    }

    public ImportedTreatment labelled(String label) {
        labels = '"' + label + '"';
        return this;
    }

    public ImportedTreatment born(String date) {
        birthDate = date;
        return this;
    }

    /** Adds the next session, with a good reading at 09:10, whose infusion of 36 mg began at 09:15; returns its id. */
    public String infusing(String day) {
        return begun(day, "INFUSING", "");
    }

    /** Adds the next session, like that of {@link Treatment#discharged(String, String)}; returns its id. */
    public String discharged(String day) {
        var session = begun(day, "DISCHARGED", """
                , "endedAt": "%1$sT09:55:00Z", "administeredMg": 36, "deliveredMg": 36, "dischargedAt": "%1$sT11:00:00Z",
                 "criteria": %2$s""".formatted(day, Treatment.CRITERIA_MET));
        goodReading(session, day + "T10:55:00Z");
        return session;
    }

    private String begun(String day, String status, String more) {
        var session = newId();
        sessions++;
        line("SESSION", session, """
                "courseId": "%1$s", "number": %2$d, "status": "%3$s", "scheduledAt": "%4$sT09:00:00Z",
                 "checkedInAt": "%4$sT09:00:00Z", "weightKg": 72, "startedAt": "%4$sT09:15:00Z", "mgPerKg": 0.5,
                 "plannedDoseMg": 36, "plannedMgPerHour": 54 %5$s""".formatted(course, sessions, status, day, more));
        goodReading(session, day + "T09:10:00Z");
        return session;
    }

    private void goodReading(String session, String takenAt) {
        line("VITALS", newId(), """
                "sessionId": "%s", "takenAt": "%s", "systolic": 120, "diastolic": 80, "heartRate": 70, "respiratoryRate": 14,
                 "spo2": 98, "sedation": 5""".formatted(session, takenAt));
    }

    /** Adds a side effect with these members of it; returns its id. */
    public String sideEffect(String session, String members) {
        return line("SIDE_EFFECT", newId(), "\"sessionId\": \"%s\", %s".formatted(session, members));
    }

    /** Adds a score with these members of it; returns its id. */
    public String score(String members) {
        return line("ASSESSMENT", newId(), "\"courseId\": \"%s\", %s".formatted(course, members));
    }

    private String line(String type, String id, String members) {
        ofTheCourse.add("{\"type\": \"%s\", \"id\": \"%s\", %s}".formatted(type, id, members));
        return id;
    }

    /** Brings it into the first demo clinic. */
    public ImportedTreatment send() {
        send(List.of(this));
        return this;
    }

    /** Brings all of them into the first demo clinic, in one request. */
    public static void send(Collection<ImportedTreatment> treatments) {
        var lines = treatments.stream().map(ImportedTreatment::lines).collect(Collectors.joining("\n"));
        assertThat(Exports.outcomes(Exports.send(Api.token(PRESCRIBER), lines))).containsOnly("CREATED");
    }

    private String lines() {
        var courseLine = """
                {"type": "COURSE", "id": "%1$s", "patientId": "%2$s", "mrn": "%2$s", "family": "Example", "given": "Alex",
                 "birthDate": "%3$s", "sex": "FEMALE", "protocol": "iv-ketamine-0.5", "phase": "INDUCTION",
                 "indicationSystem": "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "F33.2", "plannedSessions": 6,
                 "labels": [%4$s], "status": "ACTIVE", "activatedAt": "2026-01-02T09:00:00Z"}""".formatted(course, patient, birthDate, labels);
        var all = new ArrayList<>(List.of(courseLine));
        all.addAll(ofTheCourse);
        return all.stream().map(line -> line.replace("\n", "")).collect(Collectors.joining("\n"));
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
