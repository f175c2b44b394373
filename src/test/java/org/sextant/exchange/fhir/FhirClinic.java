package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sextant.Clinics;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.audit.chain.Sealing;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.imports.Exports;

/** A clinic with a bit of everything, and all that the FHIR API tells of it. */
final class FhirClinic {

    final String course = newId();
    final String finished = newId();
    final String running = newId();
    final String reading = newId();
    final String refused = newId();
    final String response = newId();

    private final UUID clinic;
    private final List<String> patients = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    FhirClinic(UUID clinic) {
        this.clinic = clinic;
        importTreatment();
        for (var sex : List.of("MALE", "OTHER", "UNKNOWN")) {
            patients.add(create("/v1/patients", """
                    {"mrn": "%s", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "%s"}""".formatted(newId(), sex)));
        }
        plan(patients.get(1));
        goOn();
    }

    String patient() {
        return patients.get(0);
    }

    LightClient ehr() {
        return LightClient.with(Clinics.token(clinic, INTEGRATION));
    }

    /** Somebody who may read the type. */
    LightClient reader(ResourceType type) {
        return type.roles().contains(INTEGRATION) ? ehr() : LightClient.with(Clinics.token(clinic, AUDITOR));
    }

    private void importTreatment() {
        patients.add(newId());
        line("COURSE", course, """
                "patientId": "%1$s", "mrn": "%1$s", "family": "Example", "given": "Alex", "birthDate": "1984-05-17",
                "sex": "FEMALE", "protocol": "iv-ketamine-0.5", "phase": "INDUCTION", "indicationSystem":
                "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "F33.2", "plannedSessions": 6, "labels": ["trial-7"],
                "status": "ACTIVE", "activatedAt": "2026-01-02T09:00:00Z"
                """.formatted(patient()));
        session(finished, 1, "2026-01-05", "DISCHARGED", """
                , "endedAt": "2026-01-05T09:55:00Z", "administeredMg": 36, "deliveredMg": 36,
                "dischargedAt": "2026-01-05T11:00:00Z", "criteria": %s""".formatted(Treatment.CRITERIA_MET));
        session(running, 2, "2026-01-08", "INFUSING", ", \"concomitantMedications\": [\"OPIOID\"]");
        line("VITALS", reading, """
                "sessionId": "%s", "takenAt": "2026-01-05T09:20:00Z", "systolic": 120, "diastolic": 81, "heartRate": 70,
                "respiratoryRate": 14, "spo2": 98, "temperatureC": 36.0, "sedation": 5, "pain": 2""".formatted(finished));
        line("SIDE_EFFECT", newId(), """
                "sessionId": "%s", "effect": "NAUSEA", "severity": "MILD", "onsetAt": "2026-01-05T09:40:00Z",
                "resolvedAt": "2026-01-05T10:00:00Z\"""".formatted(finished));
        line("SIDE_EFFECT", newId(), """
                "sessionId": "%s", "effect": "APNOEA", "severity": "LIFE_THREATENING", "serious": true,
                "onsetAt": "2026-01-05T09:41:00Z", "action": "Bag and mask\"""".formatted(finished));
        line("ASSESSMENT", response, """
                "courseId": "%s", "instrument": "PHQ-9", "takenAt": "2026-01-02T10:00:00Z", "timepoint": "BASELINE",
                "answers": [3, 3, 2, 2, 1, 2, 3, 1, 0]""".formatted(course));
        line("ASSESSMENT", newId(), """
                "courseId": "%s", "instrument": "MADRS", "takenAt": "2026-01-02T10:10:00Z", "timepoint": "BASELINE",
                "total": 31""".formatted(course));
        line("DOSE", newId(), """
                "sessionId": "%s", "mg": 4, "givenAt": "2026-01-05T09:50:00Z", "reason": "No effect\"""".formatted(finished));
        var verdicts = Exports.send(Clinics.token(clinic, PRESCRIBER), String.join("\n", lines));
        assertThat(Exports.outcomes(verdicts)).as(verdicts).containsOnly("CREATED");
    }

    private void session(String id, int number, String day, String status, String more) {
        line("SESSION", id, """
                "courseId": "%1$s", "number": %2$d, "status": "%3$s", "scheduledAt": "%4$sT09:00:00Z",
                "checkedInAt": "%4$sT08:50:00Z", "weightKg": 72.5, "startedAt": "%4$sT09:15:00Z", "mgPerKg": 0.5,
                "plannedDoseMg": 36, "plannedMgPerHour": 54 %5$s""".formatted(course, number, status, day, more));
    }

    private void line(String type, String id, String members) {
        lines.add("{\"type\": \"%s\", \"id\": \"%s\", %s}"
                .formatted(type, id, members)
                .replace("\n", " "));
    }

    private void plan(String patient) {
        create("/v1/courses", """
                {"patientId": "%s", "protocol": "intranasal-esketamine-56", "indication":
                {"system": "local", "code": "depression, severe"}}""".formatted(patient));
    }

    /** What only live calls bring: alerts, amendments, retractions, cancelled sessions. */
    private void goOn() {
        create("/v1/sessions/" + running + "/vitals", """
                {"id": "%s", "takenAt": "2026-01-08T09:20:00Z", "absentReason": "REFUSED", "absentKinds": ["BLOOD_PRESSURE"],
                 "source": "MANUAL"}""".formatted(refused));
        create("/v1/sessions/" + running + "/vitals", """
                {"takenAt": "2026-01-08T09:25:00Z", "systolic": 190, "diastolic": 100, "source": "DEVICE", "deviceId": "m-7"}""");
        send("/v1/vitals/" + reading + "/amend", "{\"spo2\": null, \"reason\": \"Wrong patient's clip\"}");
        var wrong = create(
                "/v1/sessions/" + running + "/vitals", "{\"takenAt\": \"2026-01-08T09:30:00Z\", \"heartRate\": 71}");
        send("/v1/vitals/" + wrong + "/retract", "{\"reason\": \"Typed twice\"}");
        create("/v1/sessions/" + running + "/medications", """
                {"drug": "Ondansetron", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-08T09:22:00Z",
                 "reason": "Nausea"}""");
        var cancelled = create("/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"2027-02-05T09:00:00Z\"}");
        send("/v1/sessions/" + cancelled + "/cancel", "{\"reason\": \"Holiday\"}");
        create("/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"2027-02-08T09:00:00Z\"}");
        create("/v1/patients/" + patient() + "/clearances", """
                {"kind": "CONSENT", "outcome": "CLEARED", "clearedOn": "2026-01-02", "clearedBy": "Dr. Example"}""");
        create("/v1/patients/" + patient() + "/clearances", """
                {"kind": "PHYSICAL_EXAM", "outcome": "CLEARED", "clearedOn": "2026-01-02", "clearedBy": "Dr. Example"}""");
    }

    private String create(String path, String body) {
        var answer = prescriber().body(body).post(path);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(201);
        return answer.id();
    }

    void send(String path, String body) {
        var answer = prescriber().header("If-Match", "*").body(body).post(path);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
    }

    private LightClient prescriber() {
        return LightClient.with(Clinics.token(clinic, PRESCRIBER));
    }

    /** All resources of a type. */
    List<JsonNode> all(ResourceType type) {
        if (type.name().equals("AuditEvent")) {
            Sealing.now();
        }
        if (type.needed().contains("target")) {
            return Stream.of(
                            "Observation/" + reading + ".bp",
                            "Observation/" + reading + ".spo2",
                            "QuestionnaireResponse/" + response,
                            "Observation/" + response + ".total")
                    .flatMap(target -> Fhir.entries(Fhir.get(ehr(), type.name() + "?target=" + target), "match"))
                    .toList();
        }
        var parameter = type.needed().contains("patient") ? "patient" : "subject";
        var searches = type.needed().isEmpty()
                ? List.of(type.name() + "?_count=500")
                : patients.stream()
                        .map(one -> "%s?_count=500&%s=%s".formatted(type.name(), parameter, one))
                        .toList();
        return searches.stream()
                .flatMap(search -> Fhir.entries(Fhir.get(reader(type), search), "match"))
                .collect(Collectors.toMap(
                        resource -> resource.path("id").asText(), one -> one, (one, same) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
