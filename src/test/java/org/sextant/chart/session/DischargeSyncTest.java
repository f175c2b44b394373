package org.sextant.chart.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
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

/** The patient went home while the tablet was offline, at 10:25: 30 minutes after the end, of which the protocol asks 60. */
@QuarkusTest
class DischargeSyncTest {

    @Inject
    @PersistenceUnitExtension
    StatementCounter statements;

    private String course;
    private String session;

    @BeforeEach
    void thePatientWasObserved() {
        course = Treatment.activeCourse();
        session = Treatment.observing(course);
        Treatment.goodReading(session, "2026-01-05T10:20:00Z");
        Treatment.seeAlerts(session);
    }

    @Test
    void aDischargeThatARuleForbidsIsRecordedAlertedAndCounted() throws Exception {
        isProblem(step("2026-01-05T10:25:00Z"), 409, "safety-rule");

        sync(NURSE, discharge("")).body("results.status", contains(201));

        read().body("status", equalTo("DISCHARGED"))
                .body("dischargedAt", equalTo("2026-01-05T10:25:00Z"))
                .body("dischargeOverrideReason", nullValue())
                .body("dischargeVerdicts.findAll {it.outcome == 'BLOCK'}.rule", contains("OBSERVATION_COMPLETE"))
                .body("nextVitalsDueAt", nullValue());
        alerts().body("items.severity", contains("CRITICAL"))
                .body("items.status", contains("OPEN"))
                .body(
                        "items.detail",
                        contains(
                                "The patient has been observed for 30 of 60 minutes. The patient went home all the same,"
                                        + " at 10:25 on 2026-01-05."));
        as(NURSE).get("/v1/courses/{id}/summary", course).then().body("overrides.discharges", equalTo(1));
        assertThat(acts("discharged_against_rules")).isEqualTo(1);
        assertThat(acts("discharged_by_override")).isZero();
    }

    @Test
    void aDischargeThatNoRuleMindsIsTheSameAsAtTheDoor() {
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        sync(NURSE, discharge("").replace("10:25", "11:00")).body("results.outcome", contains("CREATED"));
        read().body("status", equalTo("DISCHARGED")).body("dischargeVerdicts.outcome", contains("WARN"));
        alerts().body("items", empty());
    }

    /** What staff did not state is forbidden as much as what they state not to be met: silence has no advantage. */
    @Test
    void theStatementsOfStaffCount() {
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        sync(NURSE, item("\"at\": \"2026-01-05T11:00:00Z\"")).body("results.outcome", contains("CREATED"));
        read().body(
                        "dischargeVerdicts.findAll {it.outcome == 'BLOCK'}.rule",
                        hasItems("ORIENTED", "AMBULATORY", "ESCORT_PRESENT"));
        alerts().body("items.size()", equalTo(1));

        thePatientWasObserved();
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        sync(NURSE, discharge("").replace("10:25", "11:00").replace("\"ORIENTED\": true", "\"ORIENTED\": false"));
        alerts().body("items.size()", equalTo(1));
    }

    @Test
    void aPrescribersReasonCoversTheDischarge() throws Exception {
        var item = discharge(", \"overrideReason\": \"Assessed by me at the door\"");
        sync(NURSE, item).body("results.status", contains(403));
        sync(PRESCRIBER, item).body("results.outcome", contains("CREATED"));
        alerts().body("items", empty());
        as(NURSE).get("/v1/courses/{id}/summary", course).then().body("overrides.discharges", equalTo(1));
        assertThat(acts("discharged_by_override")).isEqualTo(1);
    }

    @Test
    void whoDoesNotGoHomeNeedsAReasonAndNoCriteria() {
        refused("/items/0/reason", item("\"at\": \"2026-01-05T10:25:00Z\", \"disposition\": \"HOSPITAL\""));
        sync(NURSE, item("\"at\": \"2026-01-05T10:25:00Z\", \"disposition\": \"HOSPITAL\", \"reason\": \"Chest pain\""))
                .body("results.outcome", contains("CREATED"));
        read().body("disposition", equalTo("HOSPITAL")).body("dischargeVerdicts", empty());
        alerts().body("items", empty());
        as(NURSE)
                .queryParam("sessionId", session)
                .queryParam("kind", "UNPLANNED_DISCHARGE")
                .get("/v1/alerts")
                .then()
                .body("items.severity", contains("CRITICAL"));
    }

    @Test
    void aDischargeThatIsSentAgainHappenedOnce() {
        var item = discharge(", \"id\": \"%s\"".formatted(UUID.randomUUID()));
        sync(NURSE, item, item).body("results.outcome", contains("CREATED", "REPLAYED"));
        var version = read().extract().<Integer>path("version");
        sync(NURSE, item).body("results.outcome", contains("REPLAYED"));
        read().body("version", equalTo(version));
        alerts().body("items.version", contains(1));
        sync(NURSE, item.replace("10:25", "10:26")).body("results.problem.type", contains("/problems/id-reuse"));
        sync(NURSE, discharge("").replace("10:25", "10:27"))
                .body("results.problem.type", contains("/problems/wrong-state"))
                .body("results.retryable", contains(false));
    }

    @Test
    void aDischargeWaitsForTheEnd() {
        var running = Treatment.infusing();
        sync(NURSE, discharge("").replace(session, running))
                .body("results.problem.type", contains("/problems/wrong-state"))
                .body("results.retryable", contains(true));
        sync(NURSE, discharge("").replace(session, UUID.randomUUID().toString()))
                .body("results.status", contains(404));
    }

    @Test
    void whatCannotHaveHappenedIsRefused() {
        refused("/items/0/at", discharge("").replace("10:25", "09:54"));
        refused("/items/0/at", discharge("").replaceFirst(", \"at\": \"[^\"]*\"", ""));
        refused("/items/0/disposition", discharge(", \"disposition\": \"WORK\""));
        refused("/items/0/criteria", discharge("").replace("ORIENTED", "CHEERFUL"));
        sync(INTEGRATION, discharge("")).body("results.status", contains(403));
        read().body("status", equalTo("OBSERVING"));
    }

    @Test
    void ofDischargesThatComeTogetherOneWins() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        try {
            for (var round = 0; round < 5; round++) {
                thePatientWasObserved();
                Treatment.goodReading(session, "2026-01-05T10:55:00Z");
                var together = new CyclicBarrier(2);
                var step = pool.submit(() -> {
                    together.await();
                    return LightClient.as(NURSE)
                                    .body("{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": %s}"
                                            .formatted(Treatment.CRITERIA_MET))
                                    .post("/v1/sessions/" + session + "/discharge")
                                    .status()
                            == 200;
                });
                var sent = pool.submit(() -> {
                    together.await();
                    return LightClient.as(NURSE)
                                    .body("{\"items\": [%s]}"
                                            .formatted(discharge("").replace("10:25", "11:01")))
                                    .post("/v1/sync")
                                    .json()
                                    .at("/results/0/status")
                                    .asInt()
                            == 201;
                });
                assertThat(Stream.of(step.get(), sent.get())).containsOnlyOnce(true);
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Those of the step and, of the record that it was sent, the look for it and its insert. */
    @Test
    void aSentDischargeNeedsHardlyMoreStatementsThanTheStep() {
        var other = Treatment.observing();
        Treatment.goodReading(other, "2026-01-05T10:55:00Z");
        var body = "{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": %s}".formatted(Treatment.CRITERIA_MET);
        var atTheDoor = statements.of(() -> Treatment.step(other, "discharge", body));
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        var sent = statements.of(() -> sync(NURSE, discharge("").replace("10:25", "11:00")));
        assertThat(sent)
                .hasSizeLessThanOrEqualTo(atTheDoor.size() + 2)
                .anyMatch(sql -> sql.startsWith("insert into sent_discharge"));
    }

    private String discharge(String members) {
        return item("\"at\": \"2026-01-05T10:25:00Z\", \"criteria\": %s%s".formatted(Treatment.CRITERIA_MET, members));
    }

    private String item(String members) {
        return "{\"type\": \"DISCHARGE\", \"sessionId\": \"%s\", %s}".formatted(session, members);
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
                .body("results[0].problem.errors.pointer[0]", startsWith(pointer));
    }

    private ValidatableResponse step(String at) {
        return as(NURSE)
                .body("{\"at\": \"%s\", \"criteria\": %s}".formatted(at, Treatment.CRITERIA_MET))
                .post("/v1/sessions/{id}/discharge", session)
                .then();
    }

    private ValidatableResponse read() {
        return as(NURSE).get("/v1/sessions/{id}", session).then().statusCode(200);
    }

    private ValidatableResponse alerts() {
        return as(NURSE)
                .queryParam("sessionId", session)
                .queryParam("kind", "DISCHARGE_FORBIDDEN")
                .get("/v1/alerts")
                .then()
                .statusCode(200);
    }

    private long acts(String act) throws Exception {
        return Database.number(
                "SELECT count(*) FROM audit_log WHERE resource_type = 'SESSION' AND resource_id = ? AND action = 'session."
                        + act + "'",
                session);
    }
}
