package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import java.util.Locale;

/**
 * A course on a protocol of the clinic's own, with every criterion of the discharge, a review of the suicide risk, limits
 * of dissociation, and no clearances, observation or days between sessions that a test would have to wait for.
 */
public final class CarefulTreatment {

    /** What staff must state; the chart alone decides on the other criteria. */
    public static final String STATED = """
            {"OBSERVATION_COMPLETE": true, "VITALS_NEAR_BASELINE": true, "ORIENTED": true, "AMBULATORY": true,
             "SIDE_EFFECTS_SETTLED": true, "ESCORT_PRESENT": true}""";

    private CarefulTreatment() {}

    /** An active course of a new patient. */
    public static String activeCourse() {
        return activeCourse(Treatment.newPatient());
    }

    public static String activeCourse(String patient) {
        return activeCourse(patient, "REVIEW");
    }

    /**
     * An active course on a protocol that asks for every criterion.
     *
     * @param suicideRisk REVIEW, WARN or OFF
     */
    public static String activeCourse(String patient, String suicideRisk) {
        var course = Treatment.plannedCourse(patient, protocol(suicideRisk));
        var answer = LightClient.as(PRESCRIBER).post("/v1/courses/" + course + "/activate");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return course;
    }

    private static String protocol(String suicideRisk) {
        var code = "zz-careful-" + suicideRisk.toLowerCase(Locale.ROOT);
        if (LightClient.as(NURSE).get("/v1/protocols/" + code).status() == 200) {
            return code;
        }
        var answer = LightClient.as(PRESCRIBER).body("""
                        {"name": "Careful", "drug": "ESKETAMINE", "route": "INTRANASAL", "dose": {"mg": 56},
                         "plannedSessions": 8, "minDaysBetweenSessions": 0, "suicideRisk": "%s",
                         "monitoring": {"everyMinutesAfter": 40, "graceMinutes": 5},
                         "limits": {"alertSystolicAbove": 180, "alertSpo2Below": 92, "alertRespiratoryRateBelow": 10,
                                    "alertRespiratoryRateAbove": 30, "alertSedationAtMost": 2,
                                    "alertCadssAbove": 30, "alertCadss6Above": 8},
                         "discharge": ["OBSERVATION_COMPLETE", "VITALS_NEAR_BASELINE", "ORIENTED", "AMBULATORY",
                                       "SIDE_EFFECTS_SETTLED", "ESCORT_PRESENT", "SEDATION_RESOLVED",
                                       "DISSOCIATION_RESOLVED", "BREATHING_NORMAL", "ALERTS_SEEN",
                                       "SUICIDE_RISK_REVIEWED"],
                         "sources": {"/suicideRisk": "Our psychiatrists"}}""".formatted(suicideRisk)).send("PUT", "/v1/protocols/" + code);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return code;
    }

    /** A session of the course whose dose was given from 09:15 to 09:20, with a good reading at 09:10. */
    public static String observing(String course) {
        var session = Treatment.ready(course, "2026-01-05");
        Treatment.step(session, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\"}");
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:20:00Z\", \"administeredMg\": 56}");
        return session;
    }

    /** A PHQ-9 of the course with this ninth answer; returns its id. */
    public static String phq9(String course, String takenAt, int ninth) {
        return Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "%s", "timepoint": "PRE_SESSION", "answers": [1,1,1,1,1,1,1,1,%d]}""".formatted(takenAt, ninth));
    }

    /** The path of the open alert SUICIDAL_IDEATION of the course. */
    public static String openAlert(String course) {
        var answer = LightClient.as(NURSE)
                .query("kind", "SUICIDAL_IDEATION")
                .query("status", "OPEN")
                .query("courseId", course)
                .get("/v1/alerts");
        assertThat(answer.json().get("items")).as(answer.body()).hasSize(1);
        return "/v1/alerts/" + answer.json().at("/items/0/id").asText();
    }

    /** A prescriber's review of the alert at this path. */
    public static void review(String alert, String decision) {
        var answer = LightClient.as(PRESCRIBER)
                .body("{\"decision\": \"%s\", \"safetyPlan\": true}".formatted(decision))
                .post(alert + "/review");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
