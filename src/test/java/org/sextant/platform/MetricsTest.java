package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see of the service's work. */
@QuarkusTest
class MetricsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sextant_exports_running",
                "sextant_monitor_look_age_seconds",
                "sextant_alerts_open{kind=\"VITALS_OVERDUE\"}",
                "sextant_alerts_open{kind=\"SUICIDAL_IDEATION\"}",
                "sextant_revocations_age_seconds",
            })
    void aGaugeIsThereFromTheStart(String name) {
        assertThat(value(name)).hasValueSatisfying(value -> assertThat(value).isNotNegative());
    }

    @Test
    void refusedItemsOfASynchronisationAreCounted() {
        var name = "sextant_sync_items_total{status=\"404\"}";
        var before = value(name).orElse(0.0);

        as(NURSE)
                .body("""
                        {"items": [{"type": "VITALS", "sessionId": "%s", "id": "%s", "takenAt": "2026-01-05T09:10:00Z",
                                    "systolic": 120, "diastolic": 80}]}""".formatted(UUID.randomUUID(), UUID.randomUUID()))
                .post("/v1/sync")
                .then()
                .statusCode(207);

        assertThat(value(name)).contains(before + 1);
    }

    @Test
    void requestsOfARouteAreCountedByTheirDuration() {
        as(NURSE).get("/v1/protocols").then().statusCode(200);

        assertThat(lines())
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_bucket")
                        && line.contains("/v1/protocols")
                        && line.contains("le=\"0.25\""));
    }

    private static Optional<Double> value(String name) {
        var form = Pattern.compile(Pattern.quote(name) + " (\\S+)");
        return lines().map(form::matcher)
                .filter(Matcher::matches)
                .map(line -> Double.valueOf(line.group(1)))
                .findFirst();
    }

    private static Stream<String> lines() {
        return RestAssured.get("/q/metrics").asString().lines();
    }
}
