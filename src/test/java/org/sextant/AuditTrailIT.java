package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The trail of the packaged service, by real time, and the command for auditors as the documentation has it. */
@Isolated("It promises two seconds.")
class AuditTrailIT {

    private static final Duration PROMISE = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    @Test
    void isSealedWithinTwoSecondsAndVerifiedByItsExportAlone() throws Exception {
        var data = directory.resolve("data");
        var export = directory.resolve("export.ndjson");
        try (var service = RunningService.start(data)) {
            var base = service.address().toString();
            var tokens = JsonPath.from(data.resolve("demo-tokens.json").toFile());
            for (var round = 0; round < 5; round++) {
                var id = UUID.randomUUID().toString();
                given().auth()
                        .oauth2(tokens.getString("NURSE"))
                        .header("X-Request-Id", id)
                        .get(base + "/v1/patients")
                        .then()
                        .statusCode(200);
                var answered = Instant.now();
                while (!trail(base, tokens).contains(id)) {
                    assertThat(Duration.between(answered, Instant.now())).isLessThan(PROMISE);
                    Thread.sleep(50);
                }
            }
            Files.writeString(
                    export,
                    given().auth()
                            .oauth2(tokens.getString("AUDITOR"))
                            .get(base + "/v1/audit/export")
                            .asString());
        }
        assertThat(verify(export, data)).contains("0", "INTACT: ");
        Files.writeString(
                export, Files.readString(export).replaceFirst("\"subject\":\"demo-nurse\"", "\"subject\":\"nobody\""));
        assertThat(verify(export, data)).contains("1", "NOT INTACT: ", "A row is not what it was");
    }

    private static String trail(String base, JsonPath tokens) {
        return given().auth()
                .oauth2(tokens.getString("AUDITOR"))
                .queryParam("subject", "demo-nurse")
                .get(base + "/v1/audit")
                .asString();
    }

    /** What the command ends with and prints. */
    private static String verify(Path export, Path data) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(List.of(
                        java,
                        "-cp",
                        "target/quarkus-app/app/*:target/quarkus-app/lib/main/*",
                        "org.sextant.trail.VerifyTrail",
                        export.toString(),
                        data.resolve("audit-key.pub.pem").toString()))
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + printed;
    }
}
