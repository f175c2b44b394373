package org.sextant.chart.schedule;

import static org.sextant.Api.with;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.PRESCRIBER;

import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.sextant.Clinics;
import org.sextant.Treatment;

/** A clinic of a test's own, in a time zone. */
public final class LocalClinic {

    private final UUID id = UUID.randomUUID();

    private LocalClinic() {}

    /** A clinic that has not said in which time zone it works. */
    public static LocalClinic withoutZone() {
        return new LocalClinic();
    }

    /** A clinic in this time zone. */
    public static LocalClinic in(String zone) {
        var clinic = new LocalClinic();
        clinic.moveTo(zone);
        return clinic;
    }

    public void moveTo(String zone) {
        as(ADMIN)
                .header("If-Match", "*")
                .body("{\"timeZone\": \"%s\"}".formatted(zone))
                .put("/v1/clinic")
                .then()
                .statusCode(200);
    }

    /** A request of someone with this role. */
    public RequestSpecification as(String role) {
        return with(token(role));
    }

    public String token(String role) {
        return Clinics.token(id, role);
    }

    /** A planned course of a new patient. */
    public String course(String protocol, int plannedSessions) {
        var patient = Treatment.create(token(PRESCRIBER), "/v1/patients", """
                {"mrn": "%s", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17",
                 "sex": "FEMALE"}""".formatted(UUID.randomUUID()));
        return Treatment.create(token(PRESCRIBER), "/v1/courses", """
                {"patientId": "%s", "protocol": "%s", "plannedSessions": %d,
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient, protocol, plannedSessions));
    }

    public String course(int plannedSessions) {
        return course("iv-ketamine-0.5", plannedSessions);
    }

    /** A session of the course with an appointment at this time. */
    public String session(String course, String at) {
        return Treatment.create(
                token(PRESCRIBER), "/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"%s\"}".formatted(at));
    }
}
