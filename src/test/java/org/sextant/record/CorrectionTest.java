package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;

/** What is recorded in a chart is corrected with a reason, and each version that was stays readable. */
@QuarkusTest
class CorrectionTest {

    /** Each kind of record: its path, a body, a member and two values of it. */
    private record Kind(String path, String body, String member, Object before, Object after) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("vitals", "{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}", "spo2", 98, 97),
            new Kind(
                    "side-effects",
                    "{\"effect\": \"NAUSEA\", \"severity\": \"MILD\", \"onsetAt\": \"2026-01-05T09:20:00Z\"}",
                    "severity",
                    "MILD",
                    "MODERATE"),
            new Kind("medications", """
                    {"drug": "O", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-05T09:20:00Z", "reason": "Nausea"}""", "dose", 4, 8),
            new Kind("assessments", """
                    {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "total": 19}""", "total", 19, 18),
            new Kind("doses", """
                    {"mg": 5, "givenAt": "2026-01-05T09:20:00Z", "reason": "Primed"}""", "mg", 5, 4));

    private String course;
    private String session;

    @BeforeEach
    void aSessionIsUnderWay() {
        var treatment = new ImportedTreatment();
        session = treatment.infusing("2026-01-05");
        course = treatment.send().course();
    }

    @Test
    void eachKindOfRecordIsAmendedRetractedAndKeepsItsVersions() {
        for (var kind : KINDS) {
            var id = recorded(kind);
            amend(kind, id, change(kind, kind.after(), "Misread"))
                    .statusCode(200)
                    .header("ETag", "\"2\"")
                    .body(kind.member(), equalTo(kind.after()))
                    .body("status", equalTo("AMENDED"))
                    .body("changeReason", equalTo("Misread"))
                    .body("changedBy", equalTo("demo-nurse"))
                    .body("recordedBy", equalTo("demo-nurse"));
            for (var i = 0; i < 2; i++) {
                retract(kind, id, "Another patient's")
                        .statusCode(200)
                        .header("ETag", "\"3\"")
                        .body("status", equalTo("ENTERED_IN_ERROR"));
            }

            isProblem(amend(kind, id, change(kind, kind.before(), "x")), 409, "wrong-state")
                    .body("currentStatus", equalTo("ENTERED_IN_ERROR"));
            isProblem(retract(kind, id, "For another reason"), 409, "wrong-state");
            history(kind, id)
                    .body("items.version", contains(1, 2, 3))
                    .body("items." + kind.member(), contains(kind.before(), kind.after(), kind.after()))
                    .body("items.status", contains("FINAL", "AMENDED", "ENTERED_IN_ERROR"))
                    .body("items.changeReason", contains(null, "Misread", "Another patient's"));
            as(INTEGRATION)
                    .get("/v1/" + kind.path() + "/{id}", id)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("ENTERED_IN_ERROR"));
        }
    }

    @Test
    void aRetractionThatIsSentAgainIsAnsweredAsTheFirstTimeWhateverVersionItWasMadeOn() {
        for (var kind : KINDS) {
            var id = recorded(kind);
            isProblem(retract(kind, id, "Twice", "\"7\""), 412, "stale");
            var first = retract(kind, id, "Twice", "\"1\"").statusCode(200).extract();

            for (var ifMatch : List.of("\"1\"", "\"2\"", "*")) {
                var again = retract(kind, id, "Twice", ifMatch)
                        .statusCode(200)
                        .header("ETag", "\"2\"")
                        .extract();
                assertThat(again.asString()).isEqualTo(first.asString());
            }
            isProblem(retract(kind, id, "For another reason", "\"1\""), 412, "stale");
            isProblem(
                    as(PRESCRIBER)
                            .body(Map.of("reason", "Twice"))
                            .post("/v1/" + kind.path() + "/{id}/retract", id)
                            .then(),
                    409,
                    "wrong-state");
            history(kind, id).body("items", hasSize(2));
        }
    }

    @Test
    void aNurseCorrectsOnlyWhatIsHersAPrescriberEverything() {
        for (var kind : KINDS) {
            var id = Treatment.create(path(kind), kind.body());
            isProblem(amend(kind, id, change(kind, kind.after(), "x")), 403, "forbidden");
            isProblem(retract(kind, id, "x"), 403, "forbidden");
            var hers = recorded(kind);
            as(PRESCRIBER)
                    .body(change(kind, kind.after(), "Checked"))
                    .post("/v1/" + kind.path() + "/{id}/amend", hers)
                    .then()
                    .statusCode(200)
                    .body("changedBy", equalTo("demo-prescriber"));
        }
    }

    @Test
    void anAmendmentSaysWhyAndWhatAndFits() {
        for (var kind : KINDS) {
            var id = recorded(kind);
            invalid(amend(kind, id, "{\"%s\": %s}".formatted(kind.member(), json(kind.after()))), "/reason");
            invalid(
                    amend(kind, id, "{\"reason\": \" \", \"%s\": %s}".formatted(kind.member(), json(kind.after()))),
                    "/reason");
            invalid(amend(kind, id, "{\"reason\": \"x\"}"), "");
            invalid(amend(kind, id, "{\"reason\": \"x\", \"id\": \"x\"}"), "/id");
            invalid(amend(kind, id, "{\"reason\": \"x\", \"version\": 7}"), "/version");
            invalid(amend(kind, id, change(kind, -1, "x")), "/" + kind.member());
            isProblem(amend(kind, id, "[]"), 422, "invalid");
            isProblem(retract(kind, id, ""), 422, "invalid");
            history(kind, id).body("items", hasSize(1));
        }
    }

    @Test
    void textThatCannotBeStoredIs400WhereverItStands() {
        for (var kind : KINDS) {
            var id = recorded(kind);
            for (var bad : List.of("\\u0000", "\\ud800", "\\udc00x")) {
                var sound = change(kind, kind.after(), "x");
                isProblem(amend(kind, id, sound.replace("\"x\"", "\"x" + bad + "\"")), 400, "bad-request");
                isProblem(amend(kind, id, sound.replace("{", "{\"note\": \"x" + bad + "\", ")), 400, "bad-request");
                isProblem(amend(kind, id, sound.replace("{", "{\"x" + bad + "\": 1, ")), 400, "bad-request");
                isProblem(
                        amend(kind, id, sound.replace("{", "{\"x\": [{\"y\": \"" + bad + "\"}], ")),
                        400,
                        "bad-request");
            }
            history(kind, id).body("items", hasSize(1));
        }
    }

    @Test
    void nullTakesAMemberAway() {
        var kind = KINDS.get(0);
        String id =
                as(NURSE).body("""
                        {"takenAt": "2026-01-05T09:20:00Z", "systolic": 120, "diastolic": 80, "spo2": 98}""").post("/v1/sessions/{id}/vitals", session).path("id");

        invalid(amend(kind, id, "{\"systolic\": null, \"reason\": \"x\"}"), "/systolic");
        amend(kind, id, "{\"systolic\": null, \"diastolic\": null, \"reason\": \"Cuff was off\"}")
                .statusCode(200)
                .body("systolic", nullValue())
                .body("spo2", equalTo(98));
    }

    @Test
    void anAmendmentOfAnotherVersionIsStale() {
        var kind = KINDS.get(0);
        var id = recorded(kind);
        amend(kind, id, change(kind, 97, "x")).statusCode(200);

        isProblem(
                        as(NURSE)
                                .header("If-Match", "\"1\"")
                                .body(change(kind, 96, "x"))
                                .post("/v1/vitals/{id}/amend", id)
                                .then(),
                        412,
                        "stale")
                .header("ETag", "\"2\"");
    }

    @Test
    void whatIsEnteredInErrorLeavesTheSummary() {
        var wrong =
                as(NURSE).body("""
                        {"takenAt": "2026-01-05T09:30:00Z", "systolic": 200, "diastolic": 100}""").post("/v1/sessions/{id}/vitals", session).<String>path("id");
        var effect = recorded(KINDS.get(1));
        var score = recorded(KINDS.get(3));
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("vitals.maxSystolic", equalTo(200))
                .body("sideEffects", hasSize(1))
                .body("outcomes", hasSize(1))
                .body("alerts.total", equalTo(1));

        retract(KINDS.get(0), wrong, "x");
        retract(KINDS.get(1), effect, "x");
        retract(KINDS.get(3), score, "x");

        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("vitals.maxSystolic", equalTo(120))
                .body("vitals.readings", equalTo(1))
                .body("sideEffects", hasSize(0))
                .body("outcomes", hasSize(0))
                .body("alerts.total", equalTo(0));
    }

    @Test
    void aComparisonFollowsTheCorrectionOfItsBaseline() {
        var kind = KINDS.get(3);
        var baseline = recorded(kind);
        String later =
                as(NURSE).body("""
                        {"instrument": "PHQ-9", "takenAt": "2026-01-07T08:50:00Z", "timepoint": "FOLLOW_UP", "total": 9}""").post("/v1/courses/{id}/assessments", course).path("id");
        amend(kind, baseline, change(kind, 18, "x")).statusCode(200);

        as(NURSE)
                .header("If-None-Match", "\"1\"")
                .get("/v1/assessments/{id}", later)
                .then()
                .statusCode(200)
                .body("percentChange", equalTo(-50))
                .body("response", equalTo(true));
    }

    /** A table and its history have the same columns in the same order, or the trigger would mix them up. */
    @Test
    void theHistoryHasTheColumnsOfItsTable() throws Exception {
        for (var table : List.of("vitals", "side_effect", "medication", "dose", "assessment", "rems_answers")) {
            assertThat(Database.number("""
                            SELECT count(*) FROM (
                                SELECT attnum, attname, atttypid FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0
                                EXCEPT
                                SELECT attnum, attname, atttypid FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0
                            ) AS differing""", table, table + "_history")).isZero();
        }
    }

    private String recorded(Kind kind) {
        return as(NURSE)
                .body(kind.body())
                .post(path(kind))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String path(Kind kind) {
        return kind.path().equals("assessments")
                ? "/v1/courses/" + course + "/assessments"
                : "/v1/sessions/" + session + "/" + kind.path();
    }

    private static String change(Kind kind, Object value, String reason) {
        return "{\"%s\": %s, \"reason\": \"%s\"}".formatted(kind.member(), json(value), reason);
    }

    private static String json(Object value) {
        return value instanceof String ? "\"" + value + "\"" : value.toString();
    }

    private static ValidatableResponse amend(Kind kind, String id, String body) {
        return as(NURSE)
                .body(body)
                .post("/v1/" + kind.path() + "/{id}/amend", id)
                .then();
    }

    private static ValidatableResponse retract(Kind kind, String id, String reason) {
        return as(NURSE)
                .body(Map.of("reason", reason))
                .post("/v1/" + kind.path() + "/{id}/retract", id)
                .then();
    }

    private static ValidatableResponse retract(Kind kind, String id, String reason, String ifMatch) {
        return as(NURSE)
                .header("If-Match", ifMatch)
                .body(Map.of("reason", reason))
                .post("/v1/" + kind.path() + "/{id}/retract", id)
                .then();
    }

    private static ValidatableResponse history(Kind kind, String id) {
        return as(NURSE).get("/v1/" + kind.path() + "/{id}/history", id).then().statusCode(200);
    }

    private static void invalid(ValidatableResponse answer, String pointer) {
        isProblem(answer, 422, "invalid").body("errors.pointer", contains(pointer));
    }
}
