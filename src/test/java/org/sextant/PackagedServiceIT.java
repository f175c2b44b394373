package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.sextant.live.Boards;

/** The packaged service as somebody meets it who has just started it: what it made, started twice, killed, stopped. */
@ExtendWith(DocumentedService.Extension.class)
@ResourceLock(DocumentedService.LOCK)
class PackagedServiceIT {

    private static final int WRITTEN_IN_A_LIFE = 20;
    private static final int STREAMS = 15;

    private DocumentedService documented;
    private Path directory;

    @BeforeEach
    void connect(DocumentedService documented) {
        this.documented = documented;
        directory = documented.directory();
    }

    @Test
    void makesTokensThatWorkAndKeepsItsSecrets() throws Exception {
        var service = documented.running();
        var tokens = JsonPath.from(directory.resolve("demo-tokens.json").toFile());

        var output = service.output();
        // Another class may have started the service first.
        assertThat(output)
                .containsPattern("(Making the database|Starting PostgreSQL) in ")
                .contains("Demo keys, for trials on this machine")
                .doesNotContain("eyJ");
        var banner = output.substring(output.indexOf("── Sextant"), output.lastIndexOf("────"));
        assertThat(banner.lines()).hasSizeLessThan(14).allMatch(line -> line.length() <= 80);
        assertThat(RunningService.command(directory, "token", "nurse"))
                .isEqualToIgnoringNewLines(tokens.getString("NURSE"));
        assertThat(RunningService.command(directory, "token", "doctor")).startsWith("Usage: token ROLE");
        assertThat(RunningService.command(directory.resolve("none"), "token", "NURSE"))
                .startsWith("There are no demo tokens in " + directory.resolve("none"));
        as("NURSE").get("/v1/protocols").then().statusCode(200);
        assertThat(tokens.getMap("").keySet())
                .isEqualTo(JsonPath.from(directory.resolve("demo-tokens-2.json").toFile())
                        .getMap("")
                        .keySet())
                .hasSize(7);
        for (var secret : new String[] {
            "demo-key.json",
            "demo-tokens.json",
            "demo-tokens-2.json",
            "postgres-superuser.password",
            "postgres-owner.password",
            "postgres-app.password"
        }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(secret))))
                    .as(secret)
                    .isEqualTo("rw-------");
        }
    }

    /** Probes, alerts and dashboards of {@code deploy/} ask for what is there. */
    @Test
    void answersWhatOperatorsAskFor() throws Exception {
        as("NURSE").get("/v1/protocols").then().statusCode(200);
        var address = documented.running().address().toString();

        assertThat(DeployFiles.probedPaths())
                .contains("/q/metrics", "/q/health/live", "/q/health/ready", "/q/health/started")
                .allSatisfy(path -> given().baseUri(address).get(path).then().statusCode(200));
        var metrics = given().baseUri(address).get("/q/metrics").asString();
        assertThat(DeployFiles.metrics())
                .contains("http_server_requests_seconds_count", "process_files_open_files")
                .allSatisfy(metric -> assertThat(metrics).containsPattern("(?m)^" + metric + "[ {]"));
    }

    @Test
    void aSecondStartGivesOneLineAndLeavesTheFirstAlone() throws Exception {
        documented.running();
        var second = RunningService.launch(directory, Map.of());

        assertThat(second.awaitEnd()).isEqualTo(1);
        assertThat(second.output().lines())
                .singleElement()
                .asString()
                .startsWith("Sextant does not start: ")
                .contains("another Sextant already runs on the data directory " + directory);
        as("NURSE").get("/v1/protocols").then().statusCode(200);
    }

    /** Its PostgreSQL is killed twice: first it can be started again, then it cannot. */
    @Test
    void aPostgresThatEndsIsStartedAgainOrEndsTheServiceWithALine() throws Exception {
        var service = documented.running();
        var cluster = directory.resolve("postgres");
        kill(cluster);
        for (var tries = 0; as("NURSE").get("/v1/protocols").statusCode() != 200; tries++) {
            assertThat(tries).as("tries until it is started again").isLessThan(1000);
            Thread.sleep(100);
        }

        Files.writeString(cluster.resolve("postmaster.opts"), "/nowhere/postgres \"-D\"\n");
        kill(cluster);
        assertThat(service.awaitEnd()).isEqualTo(1);
        assertThat(service.output().lines().filter(line -> line.startsWith("Sextant ends: ")))
                .singleElement()
                .asString()
                .contains("the embedded PostgreSQL has ended")
                .contains(directory.resolve("postgres.log").toString());
    }

    private static void kill(Path cluster) throws IOException {
        var process =
                Files.readAllLines(cluster.resolve("postmaster.pid")).get(0).trim();
        var postmaster = ProcessHandle.of(Long.parseLong(process)).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    /** Killed once; more often in the long form. */
    @Test
    @Tag("endurance")
    void whatWasAcknowledgedSurvivesAKillAndAStopStopsTheDatabaseAndEndsStreams() throws Exception {
        var acknowledged = new ArrayList<String>();
        for (var life = 0; life < Endurance.rounds(100, 1); life++) {
            documented.running();
            for (var i = 0; i < WRITTEN_IN_A_LIFE; i++) {
                acknowledged.add(as("PRESCRIBER")
                        .body("""
                                {"mrn": "%s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(UUID.randomUUID()))
                        .post("/v1/patients")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"));
            }
            documented.running().kill();
        }
        var service = documented.running();
        for (var id : acknowledged) {
            as("NURSE").get("/v1/patients/{id}", id).then().statusCode(200);
        }
        var running = directory.resolve("postgres").resolve("postmaster.pid");
        assertThat(running).exists();

        try (var boards = new Boards()) {
            var open = IntStream.range(0, STREAMS)
                    .mapToObj(i -> boards.open(service.address(), documented.token("NURSE"), ""))
                    .toList();
            service.close();
            // Its process is over, and has waited for PostgreSQL.
            assertThat(running).doesNotExist();
            assertThat(open).allSatisfy(board -> {
                board.over().join();
                assertThat(board.end()).isEqualTo("{\"reason\":\"SHUTDOWN\"}");
            });
        }
    }

    private RequestSpecification as(String role) throws Exception {
        return given().baseUri(documented.running().address().toString())
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + documented.token(role));
    }
}
