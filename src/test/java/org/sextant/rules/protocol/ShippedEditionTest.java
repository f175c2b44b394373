package org.sextant.rules.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.LightClient;

/** A clinic that never changed a shipped protocol gets its next edition; one that changed it is told what it lacks. */
@QuarkusTest
class ShippedEditionTest {

    private static final String CODE = "iv-ketamine-0.5";
    private static final String PATH = "/v1/protocols/" + CODE;
    private static final int CALLERS = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UUID clinic = UUID.randomUUID();
    private final String token = Clinics.token(clinic, PRESCRIBER);

    @Test
    void aNewClinicBeginsWithThePresentEdition() throws Exception {
        with(token)
                .get(PATH)
                .then()
                .body("revision", equalTo(1))
                .body("dose.refuseAboveMgPerKgPerHour", equalTo(2.25f))
                .body("lacks", nullValue());
        assertThat(Database.number(
                        "SELECT min(shipped_edition) FROM protocol WHERE clinic_id = ? AND code = ?", clinic, CODE))
                .isEqualTo(ShippedProtocols.EDITION);
    }

    @Test
    void whatAClinicNeverChangedGetsTheNextEdition() throws Exception {
        insert(1, firstEdition(), "1");

        with(token)
                .get(PATH)
                .then()
                .body("revision", equalTo(2))
                .body("dose.refuseAboveMgPerKgPerHour", equalTo(2.25f))
                .body("suicideRisk", equalTo("REVIEW"))
                .body("lacks", nullValue());
        with(token)
                .get(PATH + "/revisions/1")
                .then()
                .body("dose.refuseAboveMgPerKgPerHour", nullValue())
                .body("suicideRisk", equalTo("OFF"));
        assertThat(Database.number(
                        "SELECT count(*) FROM audit_log WHERE clinic_id = ? AND resource_id = ? AND subject = 'sextant'",
                        clinic,
                        CODE))
                .isEqualTo(1);
    }

    @Test
    void whatAClinicChangedStaysAndSaysWhatItLacks() throws Exception {
        insert(1, firstEdition(), "1");
        var own = firstEdition();
        own.put("plannedSessions", 8);
        own.remove("sources");
        own.withArray("/discharge").remove(2);
        own.withArray("/clearances").remove(3);
        insert(2, own, "NULL");

        Map<String, Object> read = new LinkedHashMap<>(with(token)
                .get(PATH)
                .then()
                .body("revision", equalTo(2))
                .body("plannedSessions", equalTo(8))
                .body("lacks.pointer", hasItems("/dose/refuseAboveMgPerKgPerHour", "/ageFrom", "/suicideRisk"))
                .body("lacks.pointer", hasItems("/clearances/3", "/discharge/2"))
                .body("lacks.pointer", not(hasItem("/plannedSessions")))
                .body("lacks.pointer", not(hasItem(startsWith("/sources"))))
                .body("lacks.find { it.pointer == '/dose/refuseAboveMgPerKgPerHour' }.value", equalTo(2.25f))
                .body("lacks.find { it.pointer == '/discharge/2' }.value", equalTo("ORIENTED"))
                .extract()
                .<Map<String, Object>>path("$"));
        with(token).get(PATH + "/revisions/2").then().body("lacks", nullValue());

        List.of("revision", "version", "recordedAt").forEach(read::remove);
        with(token)
                .header("If-Match", "\"2\"")
                .body(read)
                .put(PATH)
                .then()
                .statusCode(200)
                .body("revision", equalTo(3));
    }

    @Test
    void aProtocolOfTheClinicLacksNothing() {
        with(token).body("""
                        {"name": "Ours", "drug": "KETAMINE", "route": "ORAL", "dose": {"mg": 50}, "plannedSessions": 6,
                         "minDaysBetweenSessions": 2}""").put("/v1/protocols/house-oral").then().statusCode(201);

        with(token).get("/v1/protocols/house-oral").then().body("lacks", nullValue());
    }

    @Test
    void manyCallersAtOnceMakeOneRevision() throws Exception {
        insert(1, firstEdition(), "1");
        var barrier = new CyclicBarrier(CALLERS);
        var callers = Executors.newFixedThreadPool(CALLERS);
        try {
            Callable<Integer> call = () -> {
                barrier.await();
                return LightClient.with(token).send("GET", PATH).status();
            };
            var answers = callers.invokeAll(
                    IntStream.range(0, CALLERS).mapToObj(i -> call).toList());

            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            callers.shutdown();
        }
        assertThat(Database.number("SELECT count(*) FROM protocol WHERE clinic_id = ? AND code = ?", clinic, CODE))
                .isEqualTo(2);
    }

    /** The shipped protocol without the members of later editions. */
    private static ObjectNode firstEdition() throws Exception {
        var tree = (ObjectNode) JSON.readTree(ShippedProtocols.rules(CODE));
        for (var pointer : List.of(
                "/dose/refuseAboveMgPerKgPerHour",
                "/ageFrom",
                "/weightWarnPercent",
                "/weightHoldPercent",
                "/historyDays",
                "/suicideRisk")) {
            var place = JsonPointer.compile(pointer);
            ((ObjectNode) tree.at(place.head())).remove(place.last().getMatchingProperty());
        }
        return tree;
    }

    private void insert(int revision, ObjectNode rules, String edition) throws Exception {
        try (var owner = Database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute("SET sextant.subject = 's'; SET sextant.role = 'r'; SET sextant.request_id = 'i'");
            statement.execute(
                    """
                    INSERT INTO protocol (clinic_id, code, revision, rules, shipped_edition)
                    VALUES ('%s', '%s', %d, '%s', %s)""".formatted(clinic, CODE, revision, rules.toString().replace("'", "''"), edition));
        }
    }
}
