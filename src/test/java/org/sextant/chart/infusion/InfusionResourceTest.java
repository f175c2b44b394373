package org.sextant.chart.infusion;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;

@QuarkusTest
class InfusionResourceTest {

    @Test
    void theStartTellsVolumeAndRate() {
        step(Treatment.ready(), "start", "{\"at\": \"2026-01-05T09:15:00Z\", \"concentrationMgPerMl\": 1.5}")
                .statusCode(200)
                .body("plannedDoseMg", equalTo(36))
                .body("plannedDoseMl", equalTo(24))
                .body("plannedMgPerHour", equalTo(54))
                .body("plannedMlPerHour", equalTo(36))
                .body("infusion", hasSize(1))
                .body("infusion[0].mgPerHour", equalTo(54))
                .body("startVerdicts", hasSize(0));
    }

    @Test
    void whatTheRatesAddUpToIsWhatWasGiven() {
        var course = Treatment.activeCourse();
        var session = started(course, "1");
        step(session, "rate", "{\"at\": \"2026-01-05T09:25:00Z\", \"mlPerHour\": 27, \"reason\": \"Nausea\"}")
                .statusCode(200)
                .body("infusion.mgPerHour", contains(54, 27));
        step(session, "pause", "{\"at\": \"2026-01-05T09:35:00Z\", \"reason\": \"Dissociation\"}")
                .statusCode(200)
                .body("infusion[2].mgPerHour", equalTo(0));
        step(session, "resume", "{\"at\": \"2026-01-05T09:40:00Z\"}")
                .statusCode(200)
                .body("infusion[3].mgPerHour", equalTo(27));
        // 9 mg + 4.5 mg + 0 + 9 mg
        step(session, "end", """
                        {"at": "2026-01-05T10:00:00Z", "administeredMg": 22, "stopReason": "Nausea", "lot": "KT-1"}""")
                .statusCode(200)
                .body("deliveredMg.toDouble()", closeTo(22.5, 0))
                .body("administeredMg", equalTo(22))
                .body("endVerdicts", hasSize(0));

        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("doses[0].administeredMg.toDouble()", closeTo(22.5, 0))
                .body("doses[0].minutes", equalTo(45))
                .body("doses[0].verdicts", hasSize(0));
    }

    @Test
    void aDifferenceOverFivePercentIsAWarning() {
        // At 54 mg/h for 40 minutes and 60 mg/h for none: 36 mg were delivered.
        for (var noted : new String[][] {{"37.8", "false"}, {"37.81", "true"}, {"34.2", "false"}, {"34.19", "true"}}) {
            var session = started(ImportedTreatment.activeCourse(), "1");
            step(session, "rate", "{\"at\": \"2026-01-05T09:55:00Z\", \"mgPerHour\": 60, \"reason\": \"x\"}")
                    .statusCode(200);
            step(session, "end", """
                            {"at": "2026-01-05T09:55:00Z", "administeredMg": %s, "lot": "KT-1"}""".formatted(noted[0]))
                    .statusCode(200)
                    .body("deliveredMg", equalTo(36))
                    .body("endVerdicts.rule.contains('DELIVERED_DOSE')", equalTo(Boolean.valueOf(noted[1])))
                    .body("endVerdicts.rule.contains('ADMINISTERED_DOSE')", equalTo(Boolean.valueOf(noted[1])));
        }
    }

    @Test
    void aRateNeedsARunningInfusion() {
        var rate = "{\"mgPerHour\": 30, \"reason\": \"x\"}";
        wrongState(step(Treatment.ready(), "rate", rate), "CHECKED_IN");
        wrongState(step(Treatment.observing(), "pause", "{}"), "OBSERVING");
        var session = started(ImportedTreatment.activeCourse(), "1");
        wrongState(step(session, "resume", "{}"), "INFUSING");
        step(session, "pause", "{\"at\": \"2026-01-05T09:30:00Z\"}").statusCode(200);
        wrongState(step(session, "pause", "{}"), "INFUSING");
        wrongState(step(session, "rate", rate), "INFUSING");
        step(session, "resume", "{\"at\": \"2026-01-05T09:35:00Z\"}").statusCode(200);

        isProblem(
                step(Treatment.infusing(Treatment.activeCourse("im-ketamine-0.5")), "rate", rate), 409, "not-infused");
    }

    @Test
    void aRateIsOneOfTwoAndInOrder() {
        var session = Treatment.infusing();
        invalid(step(session, "rate", "{\"reason\": \"x\"}"), "");
        isProblem(step(session, "rate", "{\"mgPerHour\": 1, \"mlPerHour\": 1, \"reason\": \"x\"}"), 422, "invalid")
                .body("errors.pointer", contains("", "/mlPerHour"));
        invalid(step(session, "rate", "{\"mlPerHour\": 1, \"reason\": \"x\"}"), "/mlPerHour");
        invalid(step(session, "rate", "{\"mgPerHour\": 0, \"reason\": \"x\"}"), "/mgPerHour");
        invalid(step(session, "rate", "{\"mgPerHour\": 1}"), "/reason");
        step(session, "rate", "{\"at\": \"2026-01-05T09:25:00Z\", \"mgPerHour\": 30, \"reason\": \"x\"}")
                .statusCode(200);

        invalid(step(session, "pause", "{\"at\": \"2026-01-05T09:24:59Z\"}"), "/at");
        invalid(step(session, "end", "{\"at\": \"2026-01-05T09:24:59Z\", \"administeredMg\": 9}"), "/at");
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 0.499, false",
        "0.001, 0.5, true",
        "1000, 10, true",
        "1000, 10.001, false",
        "1000, 10000, false",
        "0.001, 10000, true"
    })
    void aRateIsOneThatAPumpCanRun(String concentration, String mlPerHour, boolean taken) {
        var session = started(ImportedTreatment.activeCourse(), concentration);
        var answer = as(PRESCRIBER)
                .body("""
                        {"at": "2026-01-05T09:25:00Z", "mlPerHour": %s, "reason": "x", "overrideReason": "Any rate that runs"}\
                        """.formatted(mlPerHour))
                .post("/v1/sessions/{id}/infusion/rate", session)
                .then();
        if (taken) {
            answer.statusCode(200);
        } else {
            invalid(answer, "/mlPerHour");
        }
    }

    @Test
    void anInfusionThatWasTypedInWrongEndsAllTheSame() {
        var course = Treatment.clearedCourse(Treatment.newPatient("1900-01-01"), "iv-ketamine-0.5");
        as(PRESCRIBER).post("/v1/courses/{id}/activate", course).then().statusCode(200);
        var session = Treatment.scheduled(course);
        Treatment.step(
                session, "check-in", "{\"at\": \"1900-01-01T00:00:00Z\", \"weightKg\": 400, \"historic\": true}");
        as(PRESCRIBER)
                .body("{\"at\": \"1900-01-01T00:00:00Z\", \"overrideReason\": \"Typed in from paper\"}")
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200);
        as(PRESCRIBER)
                .body("""
                        {"at": "1900-01-01T00:00:00Z", "mgPerHour": 10000, "reason": "x", "overrideReason": "Typed in from paper"}\
                        """)
                .post("/v1/sessions/{id}/infusion/rate", session)
                .then()
                .statusCode(200);

        step(session, "end", "{\"at\": \"2026-01-01T00:00:00Z\", \"administeredMg\": 36, \"lot\": \"KT-1\"}")
                .statusCode(200)
                .body("deliveredMg", equalTo(11_045_040_000L))
                .body("endVerdicts.rule", contains("INFUSION_DURATION", "ADMINISTERED_DOSE", "DELIVERED_DOSE"));
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .statusCode(200)
                .body("doses[0].administeredMg", equalTo(11_045_040_000L));
    }

    @Test
    void theAccountOfTheDrugIsExactAndWitnessed() {
        var session = Treatment.infusing();
        invalid(end(session, "\"administeredMg\": 36, \"wastedMg\": 14"), "/wasteWitness");
        invalid(
                end(
                        session,
                        "\"administeredMg\": 36, \"wastedMg\": 14, \"wasteWitness\": \"\\u2003Demo-Nurse\\u200b\""),
                "/wasteWitness");
        isProblem(
                        end(
                                session,
                                "\"administeredMg\": 36, \"wastedMg\": 14, \"wasteWitness\": \"RN Two\", \"drawnMg\": 50.01"),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/drawnMg"))
                .body("errors[0].detail", containsString("36 + 14 = 50"));

        end(session, "\"administeredMg\": 36, \"wastedMg\": 14, \"wasteWitness\": \"RN Two\", \"drawnMg\": 50.00")
                .statusCode(200)
                .body("drawnMg", equalTo(50))
                .body("endVerdicts.rule", contains("LOT_RECORDED"));
    }

    @Test
    void theLotIsNamedOnce() {
        var session = Treatment.ready();
        step(session, "start", "{\"at\": \"2026-01-05T09:15:00Z\", \"lot\": \"KT-1\"}")
                .statusCode(200);
        invalid(end(session, "\"administeredMg\": 36, \"lot\": \"KT-2\""), "/lot");

        end(session, "\"administeredMg\": 36, \"lot\": \"KT-1\"")
                .statusCode(200)
                .body("lot", equalTo("KT-1"))
                .body("endVerdicts", hasSize(0));
    }

    @Test
    void aFixedDoseIsOneOfTheOptionsAndTheFirstOneIsWarnedOf() {
        var course = Treatment.activeCourse(sprays());
        var first = Treatment.ready(course, "2026-01-05");
        for (var wrong : List.of("\"mg\": 42", "\"mg\": 57", "\"mg\": 0")) {
            isProblem(start(first, wrong), 422, "invalid").body("errors.pointer", contains("/mg"));
        }
        isProblem(start(first, "\"mgPerKg\": 0.5"), 422, "invalid").body("errors.pointer", contains("/mgPerKg"));
        isProblem(start(Treatment.ready(), "\"mg\": 56"), 422, "invalid").body("errors.pointer", contains("/mg"));

        start(first, "\"mg\": 84")
                .statusCode(200)
                .body("plannedDoseMg", equalTo(84))
                .body("startVerdicts.find {it.rule == 'FIRST_DOSE'}.outcome", equalTo("WARN"))
                .body("startVerdicts.find {it.rule == 'FIRST_DOSE'}.inputs.mg", equalTo(84))
                .body("startVerdicts.find {it.rule == 'FIRST_DOSE'}.limit.firstSessionWarnAboveMg", equalTo(56));

        Treatment.step(first, "infusion/end", "{\"at\": \"2026-01-05T09:20:00Z\", \"administeredMg\": 84}");
        Treatment.step(first, "discharge", """
                {"at": "2026-01-05T09:30:00Z", "disposition": "LEFT_AGAINST_ADVICE", "reason": "Wanted to leave"}""");
        var second = Treatment.ready(course, "2026-01-08");
        as(NURSE)
                .body("{\"at\": \"2026-01-08T09:15:00Z\", \"mg\": 84.00}")
                .post("/v1/sessions/{id}/infusion/start", second)
                .then()
                .statusCode(200)
                .body("plannedDoseMg", equalTo(84))
                .body("startVerdicts.rule", not(hasItem("FIRST_DOSE")));
    }

    @Test
    void withoutAnMgTheProtocolsDoseIsPlanned() {
        var session = Treatment.ready(Treatment.activeCourse(sprays()), "2026-01-05");

        start(session, "\"lot\": \"SP-1\"")
                .statusCode(200)
                .body("plannedDoseMg", equalTo(56))
                .body("startVerdicts.rule", not(hasItem("FIRST_DOSE")));
    }

    private static ValidatableResponse start(String session, String members) {
        return as(NURSE)
                .body("{\"at\": \"2026-01-05T09:15:00Z\", %s}".formatted(members))
                .post("/v1/sessions/{id}/infusion/start", session)
                .then();
    }

    /** A protocol of sprays of 28, 56 or 84 mg. */
    private static String sprays() {
        var code = "zz-" + UUID.randomUUID();
        as(PRESCRIBER).body("""
                {"name": "Sprays", "drug": "ESKETAMINE", "route": "INTRANASAL", "plannedSessions": 8, "minDaysBetweenSessions": 2,
                 "dose": {"mg": 56, "options": [28, 56, 84], "firstSessionWarnAboveMg": 56}}""").put("/v1/protocols/{code}", code).then().statusCode(201);
        return code;
    }

    @Test
    void aLongInfusionIsRemarkable() {
        var session = Treatment.infusing();

        step(session, "end", "{\"at\": \"2026-01-05T10:15:01Z\", \"administeredMg\": 36, \"lot\": \"KT-1\"}")
                .body("endVerdicts.rule", contains("INFUSION_DURATION"))
                .body("endVerdicts[0].limit.warnInfusionMinutesAbove", equalTo(60))
                .body("deliveredMg", nullValue());
    }

    private static String started(String course, String concentration) {
        var session = Treatment.ready(course, "2026-01-05");
        step(session, "start", """
                        {"at": "2026-01-05T09:15:00Z", "concentrationMgPerMl": %s}""".formatted(concentration)).statusCode(200);
        return session;
    }

    private static ValidatableResponse end(String session, String members) {
        return step(session, "end", "{\"at\": \"2026-01-05T09:55:00Z\", " + members + "}");
    }

    private static ValidatableResponse step(String session, String step, String body) {
        return as(NURSE)
                .body(body)
                .post("/v1/sessions/{id}/infusion/" + step, session)
                .then();
    }

    private static void wrongState(ValidatableResponse answer, String current) {
        isProblem(answer, 409, "wrong-state").body("currentStatus", equalTo(current));
    }

    private static void invalid(ValidatableResponse answer, String pointer) {
        isProblem(answer, 422, "invalid").body("errors.pointer", contains(pointer));
    }
}
