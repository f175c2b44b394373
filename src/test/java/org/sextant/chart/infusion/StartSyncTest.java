package org.sextant.chart.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.platform.StatementCounter;

/** The drug was started while the tablet was offline, at 09:15, of a patient of 72 kg: 0.5 mg/kg are 36 mg. */
@QuarkusTest
class StartSyncTest {

    private static final String OVERRIDE = "Anaesthetist present";

    @Inject
    @PersistenceUnitExtension
    StatementCounter statements;

    private String course;
    private String session;

    /** With a systolic of 165 mmHg, above the 160 that the protocol allows for a start. */
    @BeforeEach
    void thePressureForbidsTheStart() {
        course = Treatment.activeCourse();
        session = Treatment.checkedIn(course);
        pressure(165);
    }

    /** The nurse at the tablet cannot override a rule, and has to record what was done all the same. */
    @Test
    void aStartThatARuleForbidsIsRecordedAlertedAndCounted() {
        isProblem(step(NURSE, "{\"at\": \"2026-01-05T09:15:00Z\"}"), 409, "safety-rule");

        sync(NURSE, start("")).body("results.outcome", contains("CREATED")).body("results.status", contains(201));

        read().body("status", equalTo("INFUSING"))
                .body("startedAt", equalTo("2026-01-05T09:15:00Z"))
                .body("plannedDoseMg", equalTo(36))
                .body("startOverrideReason", nullValue())
                .body("startVerdicts.findAll {it.outcome == 'BLOCK'}.rule", contains("BASELINE_SYSTOLIC"))
                .body("startVerdicts.find {it.rule == 'BASELINE_SYSTOLIC'}.inputs.systolic", equalTo(165));
        alerts().body("items.findAll {it.kind == 'START_FORBIDDEN'}.severity", contains("CRITICAL"))
                .body("items.find {it.kind == 'START_FORBIDDEN'}.status", equalTo("OPEN"))
                .body(
                        "items.find {it.kind == 'START_FORBIDDEN'}.detail",
                        equalTo("The systolic of 165 mmHg is above 160. The drug was started all the same, at 09:15 on"
                                + " 2026-01-05."));
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("overrides.starts", equalTo(1))
                .body("overrides.doses", equalTo(0));
    }

    @Test
    void aStartThatNoRuleMindsIsTheSameAsAtTheChair() {
        pressure(120);
        var other = Treatment.ready();
        Treatment.step(other, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\", \"lot\": \"KT-1\"}");

        sync(NURSE, start(", \"lot\": \"KT-1\"")).body("results.outcome", contains("CREATED"));

        for (var member : new String[] {
            "status",
            "startedAt",
            "plannedDoseMg",
            "mgPerKg",
            "infusion",
            "lot",
            "startVerdicts",
            "nextVitalsDueAt",
            "version"
        }) {
            read().body(
                            member,
                            equalTo(as(NURSE).get("/v1/sessions/{id}", other).path(member)));
        }
        alerts().body("items", empty());
    }

    @Test
    void aPrescribersReasonCoversTheStart() {
        var item = start(", \"overrideReason\": \"%s\"".formatted(OVERRIDE));
        sync(NURSE, item).body("results.status", contains(403));
        read().body("status", equalTo("CHECKED_IN"));

        sync(PRESCRIBER, item).body("results.outcome", contains("CREATED"));

        read().body("startOverrideReason", equalTo(OVERRIDE));
        alerts().body("items.kind", not(hasItem("START_FORBIDDEN")));
        as(NURSE).get("/v1/courses/{id}/summary", course).then().body("overrides.starts", equalTo(1));
    }

    @Test
    void aStartThatIsSentAgainHappenedOnce() {
        var id = UUID.randomUUID();
        var item = start(", \"id\": \"%s\"".formatted(id));
        sync(NURSE, item, item).body("results.outcome", contains("CREATED", "REPLAYED"));
        var version = read().extract().<Integer>path("version");
        sync(NURSE, item).body("results.outcome", contains("REPLAYED")).body("results.id", contains(id.toString()));
        read().body("version", equalTo(version));
        alerts().body("items.findAll {it.kind == 'START_FORBIDDEN'}.version", contains(1));

        sync(NURSE, item.replace("09:15", "09:16")).body("results.problem.type", contains("/problems/id-reuse"));
        var elsewhere = session;
        thePressureForbidsTheStart();
        sync(NURSE, item.replace(elsewhere, session)).body("results.problem.type", contains("/problems/id-reuse"));
        read().body("status", equalTo("CHECKED_IN"));
    }

    @Test
    void aStartIsReplayedAfterTheDischargeToo() {
        var item = start("");
        sync(NURSE, item);
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 36}");
        sync(NURSE, item).body("results.outcome", contains("REPLAYED"));
        Treatment.seeAlerts(session);
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        Treatment.step(
                session,
                "discharge",
                "{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": %s}".formatted(Treatment.CRITERIA_MET));
        sync(NURSE, item).body("results.outcome", contains("REPLAYED"));
    }

    @Test
    void aSecondStartIsNone() {
        sync(
                        NURSE,
                        start(", \"id\": \"%s\"".formatted(UUID.randomUUID())),
                        start(", \"id\": \"%s\"".formatted(UUID.randomUUID())))
                .body("results.status", contains(201, 409))
                .body("results[1].problem.type", equalTo("/problems/wrong-state"))
                .body("results[1].problem.currentStatus", equalTo("INFUSING"))
                .body("results[1].retryable", equalTo(false));
    }

    @Test
    void aStartWaitsForTheCheckIn() {
        var next = Treatment.scheduled(Treatment.activeCourse());
        sync(NURSE, start("").replace(session, next))
                .body("results.status", contains(409))
                .body("results.retryable", contains(true));
        as(NURSE)
                .body("{\"reason\": \"Ill\"}")
                .post("/v1/sessions/{id}/cancel", session)
                .then()
                .statusCode(200);
        sync(NURSE, start("")).body("results.status", contains(409)).body("results.retryable", contains(false));
        sync(NURSE, start("").replace(session, UUID.randomUUID().toString())).body("results.status", contains(404));
    }

    @Test
    void whatCannotHaveHappenedIsRefused() {
        refused("/items/0/at", start("").replace("09:15", "08:59"));
        refused("/items/0/at", start("").replaceFirst(", \"at\": \"[^\"]*\"", ""));
        refused("/items/0/at", start("").replace("2026-01-05", "2999-01-05"));
        refused("/items/0/mgPerKg", start(", \"mgPerKg\": 11"));
        refused("/items/0/mgPerKg", start(", \"mgPerKg\": 0"));
        refused("/items/0/mg", start(", \"mg\": 36"));
        refused("/items/0/concentrationMgPerMl", start(", \"concentrationMgPerMl\": -1"));
        refused("/items/0/overrideReason", start(", \"overrideReason\": \"short\""));
        refused("/items/0/mgPerHour", start(", \"mgPerHour\": 54"));
        sync(INTEGRATION, start("")).body("results.status", contains(403));
        read().body("status", equalTo("CHECKED_IN"));
    }

    /** All that the tablet has of a visit, in the order of nobody: each needs what stands after it. */
    @Test
    void oneRequestBringsTheWholeVisit() {
        var visit = Treatment.checkedIn(Treatment.activeCourse());
        sync(
                        NURSE,
                        item(
                                "RATE",
                                visit,
                                "\"at\": \"2026-01-05T09:25:00Z\", \"mgPerHour\": 30, \"reason\": \"Nausea\""),
                        item(
                                "DOSE",
                                visit,
                                "\"givenAt\": \"2026-01-05T09:30:00Z\", \"mg\": 5, \"reason\": \"Too little effect\""),
                        item("START", visit, "\"at\": \"2026-01-05T09:15:00Z\""),
                        item(
                                "VITALS",
                                visit,
                                "\"takenAt\": \"2026-01-05T09:24:00Z\", \"systolic\": 135, \"diastolic\": 85, \"spo2\": 97, \"heartRate\": 75"),
                        item(
                                "VITALS",
                                visit,
                                "\"takenAt\": \"2026-01-05T09:10:00Z\", \"systolic\": 120, \"diastolic\": 80, \"spo2\": 98, \"heartRate\": 70"))
                .body("results.status", contains(201, 201, 201, 201, 201));

        session = visit;
        read().body("startVerdicts", empty()).body("infusion.mgPerHour*.toDouble()", contains(54.0, 30.0));
        as(NURSE).get("/v1/sessions/{id}/vitals", visit).then().body("items.phase", contains("BASELINE", "INFUSION"));
        alerts().body("items.findAll {it.kind != 'VITALS_OVERDUE'}", empty());
    }

    /** What the patient gets is counted on from the start that happened; the plan is capped at 100 mg. */
    @Test
    void theDoseAndTheAccountFollow() {
        var lot = "KT-" + session;
        sync(NURSE, start(", \"mgPerKg\": 2, \"lot\": \"%s\"".formatted(lot)));
        read().body("plannedDoseMg", equalTo(100))
                .body(
                        "startVerdicts.findAll {it.outcome == 'BLOCK'}.rule",
                        contains("BASELINE_SYSTOLIC", "DOSE_LIMIT"));
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 144}");

        read().body("givenMgPerKg.toDouble()", closeTo(2, 0)).body("lot", equalTo(lot));
        alerts().body("items.kind", hasItems("START_FORBIDDEN", "DOSE_EXCEEDED"));
        as(PRESCRIBER)
                .queryParam("from", "2026-01-05T00:00:00Z")
                .queryParam("to", "2026-01-06T00:00:00Z")
                .queryParam("limit", 200)
                .get("/v1/drug-account")
                .then()
                .statusCode(200)
                .body("items.findAll {it.lot == '%s'}.administeredMg".formatted(lot), contains(144));
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("overrides.starts", equalTo(1))
                .body("overrides.doses", equalTo(0));
    }

    /** 70 mg are no whole sprays, and were given. */
    @Test
    void aDoseThatTheProtocolDoesNotKnowIsRecorded() {
        var spray = Treatment.activeCourse("intranasal-esketamine-56");
        session = Treatment.ready(spray, "2026-01-05");
        isProblem(step(NURSE, "{\"at\": \"2026-01-05T09:15:00Z\", \"mg\": 70}"), 422, "invalid");

        sync(NURSE, start(", \"mg\": 70")).body("results.outcome", contains("CREATED"));

        read().body("plannedDoseMg", equalTo(70))
                .body("startVerdicts.findAll {it.outcome == 'BLOCK'}.rule", contains("DOSE_OPTION"))
                .body("startVerdicts.find {it.rule == 'DOSE_OPTION'}.limit.options", contains(28, 56, 84));
        alerts().body("items.kind", contains("START_FORBIDDEN"));

        session = Treatment.ready(Treatment.activeCourse("intranasal-esketamine-56"), "2026-01-05");
        refused("/items/0/mgPerKg", start(", \"mgPerKg\": 0.5"));
        sync(NURSE, start(", \"mg\": 56.00")).body("results.outcome", contains("CREATED"));
        read().body("startVerdicts.rule", not(hasItem("DOSE_OPTION")));
    }

    /** As a step the other dose needs a reason; what has happened is recorded without one, and says so. */
    @Test
    void anotherDoseThanLastTimeIsWarnedAboutWithoutAReason() {
        course = Treatment.activeCourse();
        Treatment.discharged(course);
        session = Treatment.ready(course, "2026-01-12");
        var item = start(", \"mgPerKg\": 0.6").replace("2026-01-05", "2026-01-12");
        refusedStep("/doseReason", "{\"at\": \"2026-01-12T09:15:00Z\", \"mgPerKg\": 0.6}");

        sync(NURSE, item).body("results.outcome", contains("CREATED"));

        read().body("startVerdicts.rule", contains("DOSE_REASON"))
                .body("startVerdicts.outcome", contains("WARN"))
                .body("startVerdicts[0].inputs.lastMgPerKg.toDouble()", closeTo(0.5, 0));
        alerts().body("items", empty());
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-12T09:55:00Z\", \"administeredMg\": 43.2}");
        Treatment.goodReading(session, "2026-01-12T10:55:00Z");
        Treatment.step(
                session,
                "discharge",
                "{\"at\": \"2026-01-12T11:00:00Z\", \"criteria\": %s}".formatted(Treatment.CRITERIA_MET));

        session = Treatment.ready(course, "2026-01-19");
        sync(
                NURSE,
                start(", \"mgPerKg\": 0.5, \"doseReason\": \"Better tolerated\"")
                        .replace("2026-01-05", "2026-01-19"));
        read().body("doseReason", equalTo("Better tolerated")).body("startVerdicts", empty());
    }

    /** The patient goes home only when somebody has seen the alert; the suicide risk itself still waits for its review. */
    @Test
    void theAlertKeepsThePatientAndTheRiskStaysToBeReviewed() {
        course = Treatment.activeCourse();
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:30:00Z", "timepoint": "BASELINE", "answers": [2,2,2,2,2,2,2,2,2]}""");
        session = Treatment.ready(course, "2026-01-05");
        isProblem(step(NURSE, "{\"at\": \"2026-01-05T09:15:00Z\"}"), 409, "safety-rule");
        sync(NURSE, start("")).body("results.outcome", contains("CREATED"));
        read().body("startVerdicts.findAll {it.outcome == 'BLOCK'}.rule", contains("SUICIDE_RISK_OPEN"));

        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 36}");
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        discharge().statusCode(409).body("rules.rule", contains("ALERTS_SEEN", "SUICIDE_RISK_REVIEWED"));
        Treatment.seeAlerts(session);
        discharge().statusCode(409).body("rules.rule", contains("SUICIDE_RISK_REVIEWED"));
    }

    @Test
    void aClockThatIsWrongIsCorrected() {
        as(NURSE)
                .header("Device-Time", Instant.now().plusSeconds(3600).toString())
                .body("{\"items\": [%s]}".formatted(start("").replace("09:15", "10:15")))
                .post("/v1/sync")
                .then()
                .statusCode(207)
                .body("results.outcome", contains("CREATED"));

        var startedAt = Instant.parse(read().extract().<String>path("startedAt"));
        assertThat(Duration.between(Instant.parse("2026-01-05T09:15:00Z"), startedAt)
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void theTrailTellsWhatHappened() throws Exception {
        sync(NURSE, start(""));
        assertThat(acts("session.started_against_rules")).isEqualTo(1);
        assertThat(acts("session.started_by_override")).isZero();
        assertThat(Database.number(
                        "SELECT count(*) FROM audit_log WHERE action = 'sent_start.created' AND patient_id ="
                                + " (SELECT patient_id FROM session WHERE id = ?::uuid)",
                        session))
                .isEqualTo(1);

        thePressureForbidsTheStart();
        sync(PRESCRIBER, start(", \"overrideReason\": \"%s\"".formatted(OVERRIDE)));
        assertThat(acts("session.started_by_override")).isEqualTo(1);
        session = Treatment.ready();
        sync(NURSE, start(""));
        assertThat(acts("session.started")).isEqualTo(1);
    }

    /** A nurse at the chair and two tablets record one start each. */
    @Test
    void ofStartsThatComeTogetherOneWins() throws Exception {
        var pool = Executors.newFixedThreadPool(3);
        try {
            for (var round = 0; round < 6; round++) {
                session = Treatment.ready();
                var together = new CyclicBarrier(3);
                var step = pool.submit(() -> {
                    together.await();
                    return LightClient.as(NURSE)
                                    .body("{\"at\": \"2026-01-05T09:15:00Z\"}")
                                    .post("/v1/sessions/" + session + "/infusion/start")
                                    .status()
                            == 200;
                });
                var sent = Stream.of("09:16", "09:17")
                        .map(time -> pool.submit(() -> {
                            together.await();
                            return LightClient.as(NURSE)
                                            .body("{\"items\": [%s]}"
                                                    .formatted(start("").replace("09:15", time)))
                                            .post("/v1/sync")
                                            .json()
                                            .at("/results/0/status")
                                            .asInt()
                                    == 201;
                        }))
                        .toList();
                assertThat(Stream.of(step.get(), sent.get(0).get(), sent.get(1).get()))
                        .containsOnlyOnce(true);
                assertThat(Database.number("SELECT version FROM session WHERE id = ?::uuid", session))
                        .isEqualTo(3);
            }
        } finally {
            pool.shutdown();
        }
    }

    /** The key keeps the results of a request in which the start is one of the parts. */
    @Test
    void aKeyKeepsTheResult() {
        var key = UUID.randomUUID().toString();
        for (var attempt = 0; attempt < 2; attempt++) {
            as(NURSE)
                    .header("Idempotency-Key", key)
                    .body("{\"items\": [%s, %s]}"
                            .formatted(
                                    start(""),
                                    item("VITALS", session, "\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 97")))
                    .post("/v1/sync")
                    .then()
                    .statusCode(207)
                    .body("results.outcome", contains("CREATED", "CREATED"));
        }
    }

    /** Those of the step and, of the record that it was sent, the look for it and its insert. */
    @Test
    void aSentStartNeedsHardlyMoreStatementsThanTheStep() {
        var other = Treatment.ready();
        var atTheChair =
                statements.of(() -> Treatment.step(other, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\"}"));
        session = Treatment.ready();
        var sent = statements.of(() -> sync(NURSE, start("")));
        assertThat(sent)
                .hasSizeLessThanOrEqualTo(atTheChair.size() + 2)
                .anyMatch(sql -> sql.startsWith("insert into sent_start"));
        var again = statements.of(() -> sync(NURSE, start("")));
        assertThat(again).hasSizeLessThanOrEqualTo(5);
    }

    private String start(String members) {
        return item("START", session, "\"at\": \"2026-01-05T09:15:00Z\"" + members);
    }

    private static String item(String type, String session, String members) {
        return "{\"type\": \"%s\", \"sessionId\": \"%s\", %s}".formatted(type, session, members);
    }

    private void pressure(int systolic) {
        Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T09:1%d:00Z", "systolic": %d, "diastolic": 80, "heartRate": 70, "respiratoryRate": 14,
                 "spo2": 98, "sedation": 5}""".formatted(systolic > 160 ? 0 : 2, systolic));
    }

    private static ValidatableResponse sync(String role, String... items) {
        return as(role).body("{\"items\": [%s]}".formatted(Stream.of(items).collect(Collectors.joining(","))))
                .post("/v1/sync")
                .then()
                .statusCode(207);
    }

    private void refused(String pointer, String item) {
        sync(NURSE, item)
                .body("results.status", contains(422))
                .body("results[0].problem.errors.pointer", contains(pointer));
    }

    private void refusedStep(String pointer, String body) {
        isProblem(step(NURSE, body), 422, "invalid").body("errors.pointer", contains(pointer));
    }

    private ValidatableResponse step(String role, String body) {
        return as(role).body(body)
                .post("/v1/sessions/{id}/infusion/start", session)
                .then();
    }

    private ValidatableResponse discharge() {
        return as(NURSE)
                .body("{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": %s}".formatted(Treatment.CRITERIA_MET))
                .post("/v1/sessions/{id}/discharge", session)
                .then();
    }

    private ValidatableResponse read() {
        return as(NURSE).get("/v1/sessions/{id}", session).then().statusCode(200);
    }

    private ValidatableResponse alerts() {
        return as(NURSE)
                .queryParam("sessionId", session)
                .get("/v1/alerts")
                .then()
                .statusCode(200);
    }

    private long acts(String action) throws Exception {
        return Database.number(
                "SELECT count(*) FROM audit_log WHERE resource_type = 'SESSION' AND resource_id = ? AND action = '"
                        + action + "'",
                session);
    }
}
