package org.sextant.chart.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.sextant.LightClient;
import org.sextant.Treatment;

/**
 * A nurse's tablet was offline during a whole visit, of a patient whom anything may have forbidden to treat: the age, the
 * suicide risk, a clearance, another session, the weight, the pressure, the dose. Whatever was done is in the chart, with
 * an alert for what a rule forbids, and each of them is counted once.
 */
@QuarkusTest
class NothingThatHappenedIsRefusedTest {

    private static final int VISITS = 12;
    private static final String DAY = "2026-01-12";
    private static final BigDecimal WEIGHT_KG = BigDecimal.valueOf(72);
    private static final BigDecimal REFUSED_ABOVE_MG_PER_KG = new BigDecimal("1.5");
    private static final List<String> OF_THE_TOTAL = List.of("TOTAL_DOSE", "DOSE_LIMIT");

    @Test
    void whateverWasDoneIsRecordedAlertedAndCounted() {
        var alerts = LongStream.rangeClosed(1, VISITS)
                .mapToObj(seed -> visit(new Random(seed)))
                .toList();

        for (var kind : List.of("START_FORBIDDEN", "RATE_EXCEEDED", "DOSE_EXCEEDED", "DISCHARGE_FORBIDDEN")) {
            assertThat(alerts).as("those with %s", kind).anyMatch(kinds -> kinds.contains(kind));
            assertThat(alerts).as("those without %s", kind).anyMatch(kinds -> !kinds.contains(kind));
        }
    }

    /** The kinds of the alerts of a visit. */
    private static List<String> visit(Random random) {
        var careful = random.nextInt(3) == 0;
        var course = course(random, careful);
        var session = Treatment.scheduled(course, DAY);
        Treatment.step(session, "check-in", "{\"at\": \"%sT09:00:00Z\", \"weightKg\": 72}".formatted(DAY));
        var items = new ArrayList<String>();
        if (careful || random.nextBoolean()) {
            items.add(item(
                    "VITALS", session, "takenAt", "09:10", """
                    "systolic": %d, "diastolic": 80, "heartRate": 70, "spo2": 98""".formatted(careful ? 120 : 100 + random.nextInt(90))));
        }
        items.add(item("START", session, "at", "09:15", "\"mgPerKg\": " + (careful ? "0.5" : mgPerKg(random))));
        for (var i = 0; i < (careful ? 0 : 3); i++) {
            items.add(
                    item("RATE", session, "at", "09:" + (16 + random.nextInt(38)), """
                    "mgPerHour": %d, "reason": "As ordered"\
                    """.formatted(random.nextInt(400))));
        }
        if (!careful && random.nextBoolean()) {
            items.add(item("DOSE", session, "givenAt", "09:30", """
                    "mg": %d, "reason": "Little effect"\
                    """.formatted(1 + random.nextInt(90))));
        }
        Collections.shuffle(items, random);
        send(items);
        Treatment.step(
                session,
                "infusion/end",
                "{\"at\": \"%sT09:55:00Z\", \"administeredMg\": %d}"
                        .formatted(DAY, careful ? 36 : random.nextInt(150)));
        var left = careful ? 65 : random.nextInt(60);
        var time = "%02d:%02d".formatted(9 + (55 + left) / 60, (55 + left) % 60);
        send(List.of(
                item("VITALS", session, "takenAt", time, """
                        "systolic": 122, "diastolic": 80, "heartRate": 70, "spo2": 98"""),
                item("DISCHARGE", session, "at", time, "\"criteria\": " + Treatment.CRITERIA_MET)));
        return checked(course, session);
    }

    private static String mgPerKg(Random random) {
        return "%d.%d".formatted(random.nextInt(3), 1 + random.nextInt(9));
    }

    /** A course of a patient about whom all is well, or anything is not. */
    private static String course(Random random, boolean careful) {
        var patient = Treatment.newPatient(careful || random.nextBoolean() ? "1984-05-17" : "2016-05-17");
        var course = Treatment.clearedCourse(patient, "iv-ketamine-0.5");
        var answer = LightClient.as(PRESCRIBER)
                .body("{\"overrideReason\": \"As agreed with all\"}")
                .post("/v1/courses/" + course + "/activate");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        if (!careful && random.nextBoolean()) {
            Treatment.create("/v1/courses/" + course + "/assessments", """
                    {"instrument": "PHQ-9", "takenAt": "%sT08:50:00Z", "timepoint": "PRE_SESSION",
                     "answers": [1,1,1,1,1,1,1,1,2]}""".formatted(DAY));
        }
        if (!careful && random.nextBoolean()) {
            Treatment.create("/v1/patients/" + patient + "/clearances", """
                    {"kind": "PREGNANCY_TEST", "outcome": "NOT_CLEARED", "clearedOn": "2026-01-10", "clearedBy": "Dr. E"}""");
        }
        return course;
    }

    private static String item(String type, String session, String member, String time, String members) {
        return "{\"type\": \"%s\", \"sessionId\": \"%s\", \"%s\": \"%sT%s:00Z\", %s}"
                .formatted(type, session, member, DAY, time, members);
    }

    private static void send(List<String> items) {
        var answer = LightClient.as(NURSE)
                .body("{\"items\": [%s]}".formatted(String.join(",", items)))
                .post("/v1/sync");
        assertThat(answer.status()).as(answer.body()).isEqualTo(207);
        assertThat(answer.json().get("results").findValuesAsText("status"))
                .as("%s of %s", answer.body(), items)
                .containsOnly("201");
    }

    /** Computes once more, from what the chart shows, which alerts there are and what is counted. */
    private static List<String> checked(String course, String session) {
        var chart = read("/v1/sessions/" + session);
        var kinds = elements(read("/v1/alerts?limit=200&sessionId=" + session).get("items")).stream()
                .filter(alert -> !alert.get("status").asText().equals("WITHDRAWN"))
                .map(alert -> alert.get("kind").asText())
                .toList();
        var start = blocking(chart.path("startVerdicts"));
        var discharge = blocking(chart.path("dischargeVerdicts"));
        var rates = elements(chart.path("infusion")).stream()
                .map(rate -> blocking(rate.path("verdicts")))
                .filter(rules -> !rules.isEmpty())
                .toList();
        var doses = elements(read("/v1/sessions/" + session + "/doses").get("items")).stream()
                .map(dose -> blocking(dose.path("verdicts")))
                .filter(rules -> !rules.isEmpty())
                .toList();
        var exceeded = exceeded(chart);

        assertThat(chart.get("status").asText()).isEqualTo("DISCHARGED");
        assertThat(kinds.contains("START_FORBIDDEN")).as("%s", start).isEqualTo(!start.isEmpty());
        assertThat(kinds.contains("DISCHARGE_FORBIDDEN")).as("%s", discharge).isEqualTo(!discharge.isEmpty());
        assertThat(kinds.contains("RATE_EXCEEDED")).as("%s", rates).isEqualTo(!rates.isEmpty());
        assertThat(kinds.contains("DOSE_EXCEEDED")).as("%s", chart).isEqualTo(exceeded);

        var all = new ArrayList<>(start);
        rates.forEach(all::addAll);
        doses.forEach(all::addAll);
        var uncovered = exceeded && Collections.disjoint(all, OF_THE_TOTAL) ? 1 : 0;
        var counted = read("/v1/courses/" + course + "/summary").get("overrides");
        assertThat(counted.get("starts").asInt()).isEqualTo(start.isEmpty() ? 0 : 1);
        assertThat(counted.get("doses").asInt()).isEqualTo(rates.size() + doses.size() + uncovered);
        assertThat(counted.get("discharges").asInt()).isEqualTo(discharge.isEmpty() ? 0 : 1);
        return kinds;
    }

    /** True where the higher one of what staff and the rates say, with the further doses, shows as more than 1.5 mg/kg. */
    private static boolean exceeded(JsonNode chart) {
        var further = chart.path("furtherMg").decimalValue();
        var administered = chart.get("administeredMg").decimalValue().subtract(further);
        var delivered = chart.path("deliveredMg").decimalValue();
        return administered
                        .max(delivered)
                        .add(further)
                        .divide(WEIGHT_KG, 3, RoundingMode.HALF_UP)
                        .compareTo(REFUSED_ABOVE_MG_PER_KG)
                > 0;
    }

    private static List<String> blocking(JsonNode verdicts) {
        return elements(verdicts).stream()
                .filter(verdict -> verdict.get("outcome").asText().equals("BLOCK"))
                .map(verdict -> verdict.get("rule").asText())
                .toList();
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).collect(Collectors.toList());
    }

    private static JsonNode read(String path) {
        var answer = LightClient.as(NURSE).get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
