package org.sextant.rules.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Database;
import org.sextant.Treatment;

@QuarkusTest
class ProtocolResourceTest {

    /** Small, and unlike any that ships. */
    private static final String IM = """
            {"name": "Clinic's own", "drug": "KETAMINE", "route": "IM",
             "dose": {"mgPerKg": 0.5, "warnAboveMgPerKg": 0.8, "refuseAboveMgPerKg": 1},
             "plannedSessions": 4, "minDaysBetweenSessions": 0, "clearances": ["CONSENT"],
             "limits": {"holdSystolicAbove": 150}, "discharge": ["OBSERVATION_COMPLETE", "VITALS_NEAR_BASELINE",
             "ORIENTED", "AMBULATORY", "SIDE_EFFECTS_SETTLED", "ESCORT_PRESENT"],
             "sources": {"/limits/holdSystolicAbove": "Dr. Example"}}""";

    @Test
    void everyClinicStartsWithTheShippedOnes() {
        for (var nurse : List.of(as(NURSE), elsewhereAs(NURSE))) {
            nurse.get("/v1/protocols?limit=200")
                    .then()
                    .statusCode(200)
                    .body(
                            "items.code.findAll { !it.startsWith('zz-') }",
                            contains("im-ketamine-0.5", "intranasal-esketamine-56", "iv-ketamine-0.5"))
                    .body("items.findAll { !it.code.startsWith('zz-') }.revision", contains(1, 1, 1))
                    .body("next", equalTo(null));
        }
    }

    @Test
    void readsTheIntravenousDefaultsOfTheContract() {
        as(ADMIN)
                .get("/v1/protocols/iv-ketamine-0.5")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("drug", equalTo("KETAMINE"))
                .body("route", equalTo("IV"))
                .body("dose.mgPerKg.toDouble()", closeTo(0.5, 0))
                .body("dose.refuseAboveMgPerKg.toDouble()", closeTo(1.5, 0))
                .body("dose.maxMg", equalTo(100))
                .body("infusionMinutes", equalTo(40))
                .body("plannedSessions", equalTo(6))
                .body("monitoring.everyMinutesDuringInfusion", equalTo(10))
                .body("limits.keySet()", hasSize(19))
                .body("limits.alertSystolicRisePercent", equalTo(30))
                .body("discharge", hasItems("ORIENTED", "ESCORT_PRESENT"))
                .body("discharge", hasSize(8));
    }

    @Test
    void esketamineHasAFixedDoseAndTwoHoursOfObservation() {
        as(NURSE)
                .get("/v1/protocols/intranasal-esketamine-56")
                .then()
                .statusCode(200)
                .body("dose.mg", equalTo(56))
                .body("dose.mgPerKg", nullValue())
                .body("monitoring.observeMinutes", equalTo(120));
    }

    @Test
    void answersWith304WhileTheRevisionIsKnown() {
        // A cache on the way may have made the tag a weak one.
        for (var known : List.of("\"1\"", "W/\"1\"", "\"7\", W/\"1\"", "*")) {
            as(NURSE)
                    .header("If-None-Match", known)
                    .get("/v1/protocols/iv-ketamine-0.5")
                    .then()
                    .statusCode(304);
        }
        as(NURSE)
                .header("If-None-Match", "W/\"7\"")
                .get("/v1/protocols/iv-ketamine-0.5")
                .then()
                .statusCode(200);
    }

    @Test
    void doesNotFindAnUnknownCode() {
        isProblem(as(NURSE).get("/v1/protocols/rectal-gin-9").then(), 404, "not-found");
    }

    @Test
    void pagesByCode() {
        var codes = new ArrayList<String>();
        String cursor = null;
        do {
            var request = as(NURSE).queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/protocols")
                    .then()
                    .statusCode(200)
                    .extract();
            codes.addAll(page.path("items.code"));
            cursor = page.path("next");
        } while (cursor != null);

        assertThat(codes)
                .doesNotHaveDuplicates()
                .containsSubsequence("im-ketamine-0.5", "intranasal-esketamine-56", "iv-ketamine-0.5");
    }

    @Test
    void definesANewOne() throws Exception {
        var code = newCode();

        as(ADMIN)
                .body(IM)
                .put("/v1/protocols/{code}", code)
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/protocols/" + code))
                .header("ETag", "\"1\"")
                .body("code", equalTo(code))
                .body("revision", equalTo(1))
                .body("version", equalTo(1))
                .body("dose.weightWithinDays", equalTo(30))
                .body("dischargeLimits.spo2AtLeast", equalTo(94))
                .body("sources.size()", equalTo(1));
        as(NURSE).get("/v1/protocols/{code}", code).then().statusCode(200).body("plannedSessions", equalTo(4));
        assertThat(Database.number(
                        "SELECT count(*) FROM audit_log WHERE resource_id = ? AND subject = 'demo-admin'"
                                + " AND action = 'protocol.created'",
                        code))
                .isEqualTo(1);
    }

    @Test
    void keepsAllThatAProtocolCanSay() {
        var code = newCode();
        var sent = """
                {"name": "All", "drug": "ESKETAMINE", "route": "INTRANASAL",
                 "dose": {"mg": 56, "options": [28, 56, 84], "fromAge": [{"age": 65, "mg": 28}],
                          "firstSessionWarnAboveMg": 56},
                 "plannedSessions": 8, "minDaysBetweenSessions": 2, "ageFrom": 18, "ageTo": 75, "weightWarnPercent": 10,
                 "weightHoldPercent": 25, "historyDays": 30, "suicideRisk": "REVIEW",
                 "schedule": {"phases": [{"weeks": [1, 4], "perWeek": 2}, {"weeks": [5], "everyDays": 14}]},
                 "clearances": ["CONSENT", {"kind": "PREGNANCY_TEST", "validDays": 7, "appliesTo": "CHILDBEARING",
                                            "at": "EACH_SESSION"}],
                 "monitoring": {"requires": ["SPO2"], "requiresBloodPressureAtMinutes": [40]},
                 "limits": {"alertCadssAbove": 40, "alertCadss6Above": 12}}""";
        as(PRESCRIBER).body(sent).put("/v1/protocols/{code}", code).then().statusCode(201);

        Map<String, Object> read =
                new LinkedHashMap<>(as(NURSE).get("/v1/protocols/{code}", code).path("$"));

        assertThat(read)
                .containsAllEntriesOf(new JsonPath(sent)
                        .<Map<String, Object>>get("$").entrySet().stream()
                                .filter(member -> !member.getKey().equals("dose"))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        List.of("revision", "version", "recordedAt").forEach(read::remove);
        as(PRESCRIBER)
                .header("If-Match", "\"1\"")
                .body(read)
                .put("/v1/protocols/{code}", code)
                .then()
                .statusCode(200)
                .body("dose.options", contains(28, 56, 84))
                .body("dose.fromAge", contains(Map.of("age", 65, "mg", 28)))
                .body("dose.firstSessionWarnAboveMg", equalTo(56))
                .body("clearances", equalTo(read.get("clearances")));
        assertThat(as(ANALYST).get("/v1/reports/protocols?protocol=" + code).<Object>path("items[0].schedule"))
                .isEqualTo(read.get("schedule"));
    }

    @Test
    void aProtocolWithoutTheNewMembersIsShownWithoutThem() {
        as(NURSE)
                .get("/v1/protocols/{code}", defined())
                .then()
                .body("suicideRisk", equalTo("OFF"))
                .body("schedule", equalTo(Map.of()))
                .body("monitoring", equalTo(Map.of()))
                .body("dose.keySet()", not(hasItem(oneOf("options", "fromAge"))))
                .body("keySet()", not(hasItem(oneOf("ageFrom", "ageTo", "weightWarnPercent", "historyDays"))));
    }

    @Test
    void eachChangeIsARevisionAndTheOldOnesStay() {
        var code = defined();
        var change = IM.replace("\"plannedSessions\": 4", "\"plannedSessions\": 5");
        var sent = as(PRESCRIBER).body(change);

        isProblem(sent.put("/v1/protocols/{code}", code).then(), 428, "if-match-required");
        isProblem(put(code, "\"2\"", change), 412, "stale").header("ETag", "\"1\"");
        isProblem(put(code, "W/\"1\"", change), 412, "stale").header("ETag", "\"1\"");
        put(code, "\"1\"", change)
                .statusCode(200)
                .header("ETag", "\"2\"")
                .header("Location", nullValue())
                .body("revision", equalTo(2))
                .body("plannedSessions", equalTo(5));

        as(NURSE)
                .get("/v1/protocols/{code}", code)
                .then()
                .header("ETag", "\"2\"")
                .body("version", equalTo(2));
        as(NURSE)
                .get("/v1/protocols/{code}/revisions/1", code)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("revision", equalTo(1))
                .body("plannedSessions", equalTo(4));
        as(NURSE).get("/v1/protocols/{code}/revisions/2", code).then().body("plannedSessions", equalTo(5));
        as(NURSE)
                .header("If-None-Match", "\"1\"")
                .get("/v1/protocols/{code}/revisions/1", code)
                .then()
                .statusCode(304);
        as(NURSE)
                .get("/v1/protocols?limit=200")
                .then()
                .body("items.findAll { it.code == '%s' }.revision".formatted(code), contains(2));
    }

    @Test
    void aRetryMakesNoSecondRevision() {
        var code = defined();
        put(code, "\"1\"", IM).statusCode(200);

        isProblem(put(code, "\"1\"", IM), 412, "stale").header("ETag", "\"2\"");
        isProblem(as(PRESCRIBER).body(IM).put("/v1/protocols/{code}", code).then(), 428, "if-match-required");
        isProblem(as(NURSE).get("/v1/protocols/{code}/revisions/3", code).then(), 404, "not-found");
    }

    @Test
    void whatIsNewHasNothingToMatch() {
        for (var ifMatch : List.of("\"1\"", "*")) {
            isProblem(put(newCode(), ifMatch, IM), 412, "stale").header("ETag", nullValue());
        }
    }

    @Test
    void aCourseStaysOnItsRevision() {
        var code = defined();
        var before = List.of(Treatment.activeCourse(code), Treatment.activeCourse(code));
        put(code, "\"1\"", IM.replace("\"mgPerKg\": 0.5", "\"mgPerKg\": 0.8")).statusCode(200);
        var after = List.of(Treatment.activeCourse(code), Treatment.activeCourse(code));

        for (var round = 0; round < 2; round++) {
            plannedDose(before.get(round)).body("plannedDoseMg", equalTo(36));
            plannedDose(after.get(round)).body("plannedDoseMg.toDouble()", closeTo(57.6, 0));
        }
        as(NURSE).get("/v1/courses/{id}", before.get(1)).then().body("protocolRevision", equalTo(1));
        as(NURSE).get("/v1/courses/{id}", after.get(1)).then().body("protocolRevision", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2", "x", "1.0", "99999999999", "iv"})
    void aRevisionThatIsNotThereIsNotFound(String revision) {
        isProblem(
                as(NURSE)
                        .get("/v1/protocols/iv-ketamine-0.5/revisions/" + revision)
                        .then(),
                404,
                "not-found");
        isProblem(as(NURSE).get("/v1/protocols/rectal-gin-9/revisions/1").then(), 404, "not-found");
    }

    @Test
    void oneClinicsRulesAreNotAnothers() {
        var code = defined();

        isProblem(elsewhereAs(NURSE).get("/v1/protocols/{code}", code).then(), 404, "not-found");
        isProblem(
                elsewhereAs(NURSE).get("/v1/protocols/{code}/revisions/1", code).then(), 404, "not-found");
        elsewhereAs(PRESCRIBER)
                .body(IM.replace("\"CONSENT\"", ""))
                .put("/v1/protocols/{code}", code)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"");
        as(NURSE).get("/v1/protocols/{code}", code).then().body("clearances", contains("CONSENT"));
    }

    @Test
    void whatIsReadCanBeSentBack() {
        Map<String, Object> shipped = new LinkedHashMap<>(
                as(NURSE).get("/v1/protocols/iv-ketamine-0.5").path("$"));
        List.of("revision", "version", "recordedAt").forEach(shipped::remove);
        shipped.put("code", newCode());

        as(ADMIN)
                .body(shipped)
                .put("/v1/protocols/{code}", shipped.get("code"))
                .then()
                .statusCode(201)
                .body("limits.size()", equalTo(19))
                .body("sources", equalTo(shipped.get("sources")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                "plannedSessions": 4            | "plannedSessions": 0              | /plannedSessions
                "plannedSessions": 4            | "plannedSessions": "4"            | /plannedSessions
                "plannedSessions": 4            | "plannedSessions": 4.5            | /plannedSessions
                "plannedSessions": 4,           | ""                                | /plannedSessions
                "name"                          | "nmae": "n", "name"               | /nmae
                "name"                          | "revision": 1, "name"             | /revision
                "name"                          | "status": "ACTIVE", "name"        | /status
                "name"                          | "code": "other", "name"           | /code
                "IM"                            | "RECTAL"                          | /route
                "KETAMINE"                      | "GIN"                             | /drug
                "mgPerKg": 0.5                  | "mgPerKg": 0.9                    | /dose/mgPerKg
                "mgPerKg": 0.5                  | "mgPerKg": -0.5                   | /dose/mgPerKg
                "mgPerKg": 0.5                  | "mgPrKg": 0.5                     | /dose/mgPrKg
                "mgPerKg": 0.5,                 | ""                                | /dose
                "CONSENT"                       | "SELFIE"                          | /clearances/0
                "CONSENT"                       | null                              | /clearances/0
                "CONSENT"                       | "CONSENT", "CONSENT"              | /clearances
                "CONSENT"                       | 7                                 | /clearances/0
                "CONSENT"                       | {}                                | /clearances/0/kind
                "CONSENT"                       | {"kind": "SELFIE"}                | /clearances/0/kind
                "CONSENT"                       | {"kind": "ECG", "validDays": 0}   | /clearances/0/validDays
                "CONSENT"                       | {"kind": "ECG", "at": "NOON"}     | /clearances/0/at
                "CONSENT"                       | {"kind": "ECG", "from": "NOON"}   | /clearances/0/from
                "limits"                        | "monitoring": {"requires": [null]}, "limits" | /monitoring/requires/0
                "limits"                        | "schedule": {"phases": [null]}, "limits" | /schedule/phases/0
                "limits"                        | "schedule": {"phases": [{"weeks": [0], "perWeek": 1}]}, "limits" | /schedule/phases/0/weeks/0
                "AMBULATORY"                    | "CHEERFUL"                        | /discharge/3
                "AMBULATORY"                    | "ORIENTED"                        | /discharge
                "holdSystolicAbove": 150        | "holdSystolicAbove": 301          | /limits/holdSystolicAbove
                "holdSystolicAbove": 150        | "holdSistolicAbove": 150          | /limits/holdSistolicAbove
                "holdSystolicAbove": 150        | "holdSystolicAbove": 150, "warnSystolicAbove": 151 | /limits/warnSystolicAbove
                "limits"                        | "infusionMinutes": 40, "limits"   | /infusionMinutes
                "limits"                        | "monitoring": {"graceMinutes": 61}, "limits" | /monitoring/graceMinutes
                "limits"                        | "dischargeLimits": {"spo2AtLeast": 19}, "limits" | /dischargeLimits/spo2AtLeast
                "/limits/holdSystolicAbove"     | "/limits/holdSystolicBelow"       | /sources
                "Dr. Example"                   | " "                               | /sources/~1limits~1holdSystolicAbove
                "Dr. Example"                   | 7                                 | /sources/~1limits~1holdSystolicAbove
                """)
    void nonsenseIsRefused(String sense, String nonsense, String pointer) {
        assertThat(IM).contains(sense);
        var code = newCode();
        var body = IM.replace(sense, nonsense.equals("\"\"") ? "" : nonsense);

        isProblem(as(PRESCRIBER).body(body).put("/v1/protocols/{code}", code).then(), 422, "invalid")
                .body("errors.pointer", contains(pointer));
        isProblem(as(NURSE).get("/v1/protocols/{code}", code).then(), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ-upper", "zz_under", "-zz"})
    void aCodeOfOtherFormIsRefused(String code) {
        isProblem(as(PRESCRIBER).body(IM).put("/v1/protocols/" + code).then(), 422, "invalid")
                .body("errors.pointer", contains("/code"));
    }

    @Test
    void onlyPrescribersAndAdministratorsDefine() {
        for (var role : List.of(NURSE, COORDINATOR, ANALYST, INTEGRATION, AUDITOR)) {
            isProblem(as(role).body(IM).put("/v1/protocols/{code}", newCode()).then(), 403, "forbidden");
        }
    }

    private static String newCode() {
        return "zz-" + UUID.randomUUID();
    }

    private static String defined() {
        var code = newCode();
        as(PRESCRIBER).body(IM).put("/v1/protocols/{code}", code).then().statusCode(201);
        return code;
    }

    private static ValidatableResponse put(String code, String ifMatch, String body) {
        return as(PRESCRIBER)
                .header("If-Match", ifMatch)
                .body(body)
                .put("/v1/protocols/{code}", code)
                .then();
    }

    private static ValidatableResponse plannedDose(String course) {
        return as(NURSE).get("/v1/sessions/{id}", Treatment.infusing(course)).then();
    }
}
