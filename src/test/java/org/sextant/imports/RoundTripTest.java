package org.sextant.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.synthetic.SyntheticClinic;

/** What a clinic exports, an empty one takes in, and exports alike. */
@QuarkusTest
class RoundTripTest {

    private static final List<String> REPORTS = List.of("courses", "sessions", "vitals", "side-effects", "assessments");

    @Test
    void theExportOfOneClinicIsTheImportOfTheNext() {
        var first = Clinics.token(UUID.randomUUID(), PRESCRIBER);
        var second = Clinics.token(UUID.randomUUID(), PRESCRIBER);
        var made = new StringBuilder();
        new SyntheticClinic(7, 30).lines().forEach(line -> made.append(line).append('\n'));
        assertThat(outcomes(send(first, made.toString()))).containsOnly("CREATED");

        var exported = REPORTS.stream().map(report -> export(first, report)).collect(Collectors.joining());
        assertThat(exported.lines().count()).isEqualTo(made.toString().lines().count());
        assertThat(outcomes(send(second, exported))).containsOnly("CREATED");

        for (var report : REPORTS) {
            assertThat(export(second, report).lines())
                    .as(report)
                    .containsExactlyInAnyOrderElementsOf(
                            export(first, report).lines().toList());
        }
        assertThat(outcomes(send(second, exported))).containsOnly("REPLAYED");
    }

    private static String export(String token, String report) {
        return with(token)
                .accept("application/x-ndjson")
                .get("/v1/reports/" + report)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String send(String token, String lines) {
        return with(token)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<String> outcomes(String verdicts) {
        return verdicts.lines()
                .map(line -> line.replaceFirst(".*\"outcome\":\"(\\w+)\".*", "$1"))
                .distinct()
                .toList();
    }
}
