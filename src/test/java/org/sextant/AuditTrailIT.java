package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The trail of the packaged service, and the command for auditors as the documentation has it. */
@ExtendWith(DocumentedService.Extension.class)
@ResourceLock(DocumentedService.LOCK)
class AuditTrailIT {

    /** The promise of two seconds is kept to in {@link PromisesIT}: on a busy machine it says nothing. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void isSealedAndVerifiedByItsExportAlone(DocumentedService documented) throws Exception {
        var export = directory.resolve("export.ndjson");
        var base = documented.running().address().toString();
        // A clinic in which nobody else works meanwhile.
        var nurse = documented.elsewhereToken("NURSE");
        var auditor = documented.elsewhereToken("AUDITOR");
        for (var round = 0; round < 3; round++) {
            var id = UUID.randomUUID().toString();
            given().auth()
                    .oauth2(nurse)
                    .header("X-Request-Id", id)
                    .get(base + "/v1/patients")
                    .then()
                    .statusCode(200);
            var deadline = Instant.now().plus(LIMIT);
            while (!trail(base, auditor).contains(id)) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(50);
            }
        }
        Files.writeString(
                export,
                given().auth().oauth2(auditor).get(base + "/v1/audit/export").asString());
        assertThat(verify(export, documented.directory())).contains("0", "INTACT: ");
        Files.writeString(
                export, Files.readString(export).replaceFirst("\"subject\":\"demo-nurse\"", "\"subject\":\"nobody\""));
        assertThat(verify(export, documented.directory())).contains("1", "NOT INTACT: ", "A row was changed");
    }

    private static String trail(String base, String auditor) {
        return given().auth()
                .oauth2(auditor)
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
                        "org.sextant.audit.chain.VerifyTrail",
                        export.toString(),
                        data.resolve("audit-key.pub.pem").toString()))
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + " " + printed;
    }
}
