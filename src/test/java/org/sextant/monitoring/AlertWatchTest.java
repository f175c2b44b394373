package org.sextant.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.NURSE;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.ImportedTreatment;
import org.sextant.rules.safety.AlertKind;

/** What operators see of open alerts. */
@QuarkusTest
class AlertWatchTest {

    @Inject
    AlertWatch watch;

    @Inject
    MeterRegistry metrics;

    @Test
    void anOpenAlertCountsUntilSomebodyAcknowledgesIt() {
        watch.look();
        var saturation = open("SPO2_LOW");
        var pressure = open("SYSTOLIC_HIGH");

        String alert = as(NURSE)
                .body("{\"takenAt\": \"2026-01-05T09:25:00Z\", \"spo2\": 85}")
                .post("/v1/sessions/{id}/vitals", ImportedTreatment.infusing())
                .then()
                .statusCode(201)
                .extract()
                .path("alerts[0].id");
        watch.look();
        assertThat(open("SPO2_LOW")).isEqualTo(saturation + 1);
        assertThat(open("SYSTOLIC_HIGH")).isEqualTo(pressure);

        as(NURSE).post("/v1/alerts/{id}/acknowledge", alert).then().statusCode(200);
        watch.look();
        assertThat(open("SPO2_LOW")).isEqualTo(saturation);
    }

    /** All clinics together, and no tag that tells them apart. */
    @Test
    void theCountsAreThoseOfTheTable() throws Exception {
        watch.look();

        for (var kind : AlertKind.values()) {
            assertThat(open(kind.name())).as(kind.name()).isEqualTo((double)
                    Database.number("SELECT count(*) FROM alert WHERE status = 'OPEN' AND kind = ?", kind.name()));
        }
        assertThat(metrics.find("sextant.alerts.open").gauges())
                .extracting(gauge -> gauge.getId().getTags().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(AlertKind.values())
                        .map(kind -> "kind=" + kind)
                        .toList());
    }

    private double open(String kind) {
        return metrics.get("sextant.alerts.open").tag("kind", kind).gauge().value();
    }
}
