package org.sextant.chart.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.platform.StatementCounter;

/**
 * The drug ran at other rates while the tablet was offline. The patient has 70 kg: 0.5 mg/kg over 40 minutes are 35 mg at
 * 52.5 mg/h, from 09:15 on.
 */
@QuarkusTest
class RateSyncTest {

    private static final String OVERRIDE = "Anaesthetist present";

    @Inject
    @PersistenceUnitExtension
    StatementCounter statements;

    private String course;
    private String session;

    @BeforeEach
    void theDrugRuns() {
        course = Treatment.activeCourse(protocol("""
                {"mgPerKg": 0.5, "warnAboveMgPerKg": 1.0, "refuseAboveMgPerKg": 1.5, "refuseAboveMgPerKgPerHour": 2.25}"""));
        session = ready("2026-01-05");
        Treatment.step(session, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\"}");
    }

    /** A nurse cannot override a rule, and has to record what ran all the same. */
    @Test
    void aRateThatRanIsTakenWhateverARuleSaysAndRaisesAnAlert() {
        sync(NURSE, rate("09:16", 165, "")).body("results.outcome", contains("CREATED"));

        read().body("infusion.mgPerHour*.toDouble()", contains(52.5, 165.0))
                .body("infusion[1].from", equalTo("2026-01-05T09:16:00Z"))
                .body("infusion[1].reason", equalTo("As ordered"))
                .body("infusion[1].overrideReason", nullValue())
                .body("infusion[1].verdicts.rule", contains("RATE_LIMIT", "TOTAL_DOSE"))
                .body("infusion[1].verdicts.outcome", contains("BLOCK", "BLOCK"));
        alerts().body("items.kind", contains("RATE_EXCEEDED"))
                .body("items.severity", contains("CRITICAL"))
                .body("items.status", contains("OPEN"))
                .body(
                        "items.detail",
                        contains("The rate of 2.357 mg/kg/h is above 2.25 mg/kg/h, at 09:16 on 2026-01-05."));
        overrides(1);
    }

    @Test
    void aRateThatIsSentAgainRanOnce() {
        var id = UUID.randomUUID();
        var item = rate("09:16", 165, ", \"id\": \"%s\"".formatted(id));
        sync(NURSE, item).body("results.outcome", contains("CREATED")).body("results.id", contains(id.toString()));
        sync(NURSE, item, item).body("results.outcome", contains("REPLAYED", "REPLAYED"));
        read().body("infusion.mgPerHour*.toDouble()", contains(52.5, 165.0));

        sync(NURSE, rate("09:17", 165, ", \"id\": \"%s\"".formatted(id)))
                .body("results.status", contains(409))
                .body("results.problem.type", contains("/problems/id-reuse"));
        var elsewhere = session;
        theDrugRuns();
        sync(NURSE, item.replace(elsewhere, session)).body("results.problem.type", contains("/problems/id-reuse"));
        read().body("infusion.mgPerHour*.toDouble()", contains(52.5));
    }

    /** Without an id the content is the id. */
    @Test
    void equalItemsAreOneRate() {
        sync(NURSE, rate("09:20", 60, "")).body("results.outcome", contains("CREATED"));
        sync(NURSE, rate("09:20", 60, ""), rate("09:20", 60.0, ", \"reason\": \"Another\""))
                .body("results.outcome", contains("REPLAYED", "CREATED"));
    }

    /** 52.5 mg/h for 5 min, 60 for 5, none for 10, 90 for 10, 30 for 10: 4.375 + 5 + 15 + 5 mg. */
    @Test
    void ratesTakeThePlacesOfTheirTimes() {
        Treatment.step(
                session,
                "infusion/rate",
                "{\"at\": \"2026-01-05T09:45:00Z\", \"mgPerHour\": 30, \"reason\": \"Live\"}");
        sync(NURSE, rate("09:35", 90, ""), rate("09:25", 0, ""), rate("09:20", 60, ""))
                .body("results.outcome", contains("CREATED", "CREATED", "CREATED"));
        Treatment.step(
                session,
                "infusion/end",
                "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 29.38, \"lot\": \"KT-1\"}");

        read().body("infusion.mgPerHour*.toDouble()", contains(52.5, 60.0, 0.0, 90.0, 30.0))
                .body("deliveredMg.toDouble()", closeTo(29.38, 0))
                .body("endVerdicts.rule", not(hasItem("DELIVERED_DOSE")));
        alerts().body("items.kind", empty());
        assertThat(kinds()).isEqualTo("RATE, PAUSE, RESUME, RATE");
    }

    /** Of two of the same time the one that stands later in the request, or comes in later, is the one that ran on. */
    @Test
    void ofEqualTimesTheLaterOneRunsOn() {
        sync(NURSE, rate("09:25", 60, ""), rate("09:25", 70, ""), rate("09:20", 40, ""));
        sync(NURSE, rate("09:25", 80, ""));

        read().body("infusion.mgPerHour*.toDouble()", contains(52.5, 40.0, 60.0, 70.0, 80.0));
    }

    @Test
    void aClockThatIsWrongIsCorrected() {
        as(NURSE)
                .header("Device-Time", Instant.now().plusSeconds(3600).toString())
                .body("{\"items\": [%s]}".formatted(rate("10:20", 60, "")))
                .post("/v1/sync")
                .then()
                .statusCode(207)
                .body("results.outcome", contains("CREATED"));

        var from = Instant.parse(read().extract().<String>path("infusion[1].from"));
        assertThat(Duration.between(Instant.parse("2026-01-05T09:20:00Z"), from).abs())
                .isLessThan(Duration.ofMinutes(1));
    }

    /** 600 mg/h for 20 minutes are 200 mg: what the rates add up to counts as soon as it is known. */
    @Test
    void aTotalAboveTheLimitIsAnAlertAtOnce() {
        sync(NURSE, rate("09:20", 600, ""));
        alerts().body("items.kind", contains("RATE_EXCEEDED"));

        sync(NURSE, rate("09:40", 50, ""));
        alerts().body("items.kind", contains("RATE_EXCEEDED", "DOSE_EXCEEDED"))
                .body("items.find { it.kind == 'DOSE_EXCEEDED' }.value.toDouble()", closeTo(2.920, 0.0001));
        overrides(1);
    }

    @Test
    void aRateThatComesAfterTheDischargeCorrectsWhatWasDelivered() {
        end(35);
        read().body("deliveredMg", nullValue()).body("endVerdicts", empty());
        discharge();

        sync(NURSE, rate("09:16", 165, "")).body("results.outcome", contains("CREATED"));

        read().body("status", equalTo("DISCHARGED"))
                .body("administeredMg", equalTo(35))
                .body("deliveredMg.toDouble()", closeTo(108.13, 0))
                .body("givenMgPerKg.toDouble()", closeTo(1.545, 0))
                .body("endVerdicts.rule", contains("DELIVERED_DOSE"))
                .body("endVerdicts[0].inputs.deliveredMg.toDouble()", closeTo(108.13, 0));
        alerts().body("items.kind", containsInAnyOrder("RATE_EXCEEDED", "DOSE_EXCEEDED"));
        overrides(1);
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("doses[0].administeredMg.toDouble()", closeTo(108.13, 0));
    }

    @Test
    void aPrescribersReasonCoversTheRate() {
        sync(NURSE, rate("09:16", 165, ", \"overrideReason\": \"%s\"".formatted(OVERRIDE)))
                .body("results.status", contains(403));
        sync(PRESCRIBER, rate("09:16", 165, ", \"overrideReason\": \"%s\"".formatted(OVERRIDE)))
                .body("results.outcome", contains("CREATED"));

        read().body("infusion[1].overrideReason", equalTo(OVERRIDE));
        alerts().body("items", empty());
        overrides(1);
    }

    @Test
    void aLowerRateIsWarnedAboutAtMost() {
        sync(PRESCRIBER, rate("09:16", 300, ", \"overrideReason\": \"%s\"".formatted(OVERRIDE)));
        sync(NURSE, rate("09:17", 200, "")).body("results.outcome", contains("CREATED"));

        read().body("infusion[2].verdicts.outcome", contains("WARN", "WARN"));
        alerts().body("items", empty());
    }

    @Test
    void whatCannotHaveRunIsRefused() {
        end(35);
        refused("/items/0/at", rate("09:14", 60, ""));
        refused("/items/0/at", rate("09:56", 60, ""));
        refused("/items/0/at", rate("09:20", 60, "").replaceFirst("\"at\": \"[^\"]*\", ", ""));
        refused("/items/0/reason", rate("09:20", 60, "").replace("\"reason\": \"As ordered\"", "\"reason\": \" \""));
        refused("/items/0/mgPerHour", rate("09:20", -1, ""));
        refused("/items/0/mgPerHour", rate("09:20", 10001, ""));
        refused("/items/0", rate("09:20", 60, ", \"mlPerHour\": 6"));
        refused("/items/0/mlPerHour", rate("09:20", 60, "").replace("mgPerHour", "mlPerHour"));
        sync(INTEGRATION, rate("09:20", 60, "")).body("results.status", contains(403));
        read().body("infusion.mgPerHour*.toDouble()", contains(52.5));
    }

    @Test
    void aRateWaitsForTheStartAndNeedsADrugThatIsInfused() {
        var waiting = rate("09:20", 60, "");
        end(35);
        discharge();
        var next = ready("2026-01-12");
        sync(NURSE, waiting.replace(session, next))
                .body("results.status", contains(409))
                .body("results.retryable", contains(true));

        var injected = Treatment.infusing(Treatment.activeCourse("im-ketamine-0.5"));
        sync(NURSE, waiting.replace(session, injected))
                .body("results.problem.type", contains("/problems/not-infused"))
                .body("results.retryable", contains(false));
        sync(NURSE, waiting.replace(session, UUID.randomUUID().toString())).body("results.status", contains(404));
    }

    /** Whose transaction it is, the session, what is there already, the rates, readings and alerts, and the session. */
    @Test
    void twentyRatesNeedAsManyStatementsAsOne() {
        var one = statements.of(() -> sync(NURSE, rate("09:16", 55, "")));
        var rates = IntStream.range(20, 40)
                .mapToObj(minute -> rate("09:" + minute, minute, ""))
                .toArray(String[]::new);
        var twenty = statements.of(() -> sync(NURSE, rates));

        assertThat(one).hasSizeLessThanOrEqualTo(10);
        assertThat(twenty)
                .hasSizeLessThanOrEqualTo(one.size() + 1)
                .anyMatch(sql -> sql.startsWith("insert into sent_rate"));
    }

    @Test
    void theTrailTellsEachRate() throws Exception {
        sync(NURSE, rate("09:40", 0, ""));
        sync(NURSE, rate("09:20", 60, ""), rate("09:30", 50, ""));

        assertThat(Database.number(
                        "SELECT count(*) FROM audit_log WHERE action = 'sent_rate.created' AND patient_id ="
                                + " (SELECT patient_id FROM session WHERE id = ?::uuid)",
                        session))
                .isEqualTo(3);
        assertThat(actions()).endsWith("paused, rate_changed");
    }

    /** Eight tablets and a live pause at once: each has its place. */
    @Test
    void ratesThatComeTogetherAllStand() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            for (var round = 0; round < 4; round++) {
                theDrugRuns();
                var together = new CyclicBarrier(8);
                var minutes =
                        IntStream.range(20, 28).mapToObj(Integer::toString).toList();
                var calls = minutes.stream()
                        .map(minute -> pool.submit(() -> {
                            together.await();
                            return LightClient.as(NURSE)
                                    .body("{\"items\": [%s]}"
                                            .formatted(rate("09:" + minute, Integer.parseInt(minute), "")))
                                    .post("/v1/sync");
                        }))
                        .toList();
                for (var call : calls) {
                    assertThat(call.get().json().at("/results/0/status").asInt())
                            .isEqualTo(201);
                }
                read().body(
                                "infusion.mgPerHour*.toInteger()",
                                contains(Stream.concat(Stream.of("52"), minutes.stream())
                                        .map(Integer::valueOf)
                                        .toArray(Integer[]::new)));
            }
        } finally {
            pool.shutdown();
        }
    }

    private String rate(String at, Number mgPerHour, String members) {
        var reason = members.contains("\"reason\"") ? "" : ", \"reason\": \"As ordered\"";
        return "{\"type\": \"RATE\", \"sessionId\": \"%s\", \"at\": \"2026-01-05T%s:00Z\", \"mgPerHour\": %s%s%s}"
                .formatted(session, at, mgPerHour, reason, members);
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

    private void end(int mg) {
        Treatment.step(
                session,
                "infusion/end",
                "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": %d, \"lot\": \"KT-1\"}".formatted(mg));
    }

    private void discharge() {
        Treatment.step(session, "discharge", "{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": {}}");
    }

    private String ready(String day) {
        var id = Treatment.scheduled(course, day);
        Treatment.step(id, "check-in", "{\"at\": \"%sT09:00:00Z\", \"weightKg\": 70}".formatted(day));
        Treatment.goodReading(id, day + "T09:10:00Z");
        return id;
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

    private void overrides(int doses) {
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .statusCode(200)
                .body("overrides.doses", equalTo(doses));
    }

    private String kinds() {
        return text("SELECT string_agg(change ->> 'kind', ', ' ORDER BY place) FROM session,"
                + " jsonb_array_elements(rate_changes) WITH ORDINALITY AS one (change, place) WHERE id = ?::uuid");
    }

    private String actions() {
        return text("SELECT string_agg(replace(action, 'session.', ''), ', ' ORDER BY seq) FROM audit_log"
                + " WHERE resource_type = 'SESSION' AND resource_id = ?");
    }

    private String text(String sql) {
        try (var owner = Database.asOwner();
                var statement = owner.prepareStatement(sql)) {
            statement.setString(1, session);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException | IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String protocol(String dose) {
        var code = "zz-" + UUID.randomUUID();
        as(PRESCRIBER)
                .body("""
                        {"name": "Clinic's own", "drug": "KETAMINE", "route": "IV", "infusionMinutes": 40,
                         "plannedSessions": 6, "minDaysBetweenSessions": 2, "dose": %s}""".formatted(dose))
                .put("/v1/protocols/{code}", code)
                .then()
                .statusCode(201);
        return code;
    }
}
