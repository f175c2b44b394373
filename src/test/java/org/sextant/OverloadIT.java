package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** More requests than a service of four places and eight waiting ones can serve. */
@Isolated("Its figures are those of a service that has the machine for itself.")
class OverloadIT {

    private static final int PLACES = 4;
    private static final int WAITING = 8;
    private static final int CALLS = 100;

    @TempDir
    static Path directory;

    private static Replicas service;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws IOException {
        service = Replicas.start(
                directory,
                1,
                Map.of(
                        "SEXTANT_HTTP_AT_ONCE", String.valueOf(PLACES),
                        "SEXTANT_HTTP_WAITING", String.valueOf(WAITING),
                        "SEXTANT_HTTP_LONGEST_WAIT", "300ms",
                        "QUARKUS_THREAD_POOL_MAX_THREADS", String.valueOf(PLACES + 2)));
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
    }

    /** Everything that reads patients waits for the database, longer than a request may wait for a place. */
    @Test
    void whoCannotBeServedIsToldSoSoonAndTheUrgentAreServed() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> calls;
        try (var owner = service.asOwner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE patient IN ACCESS EXCLUSIVE MODE");
            calls = IntStream.range(0, CALLS)
                    .mapToObj(number -> get(NURSE, "/v1/patients"))
                    .toList();
            until("all but the running ones are answered", () -> count(calls) >= CALLS - PLACES);
            for (var number = 0; number < 5; number++) {
                // The sync of a tablet: the last place is kept for the urgent. It needs no patient to see that this is
                // empty.
                service.as(NURSE, 0).body("{}").post("/v1/sync").then().statusCode(422);
                given().get(service.address(0).resolve("/q/health/live")).then().statusCode(200);
            }
            owner.commit();
        }
        assertThat(calls.stream().map(CompletableFuture::join))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 503))
                .filteredOn(answer -> answer.statusCode() == 503)
                .hasSizeGreaterThanOrEqualTo(CALLS - PLACES)
                .allSatisfy(answer -> {
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
                    assertThat(answer.body()).contains("\"type\":\"/problems/busy\"");
                });
        assertThat(get(NURSE, "/v1/patients").join().statusCode()).isEqualTo(200);
        until("nothing runs or waits", OverloadIT::isIdle);
        // No row and no line each: what the database refused itself may have a row.
        assertThat(service.count("SELECT count(*) FROM call_log WHERE status = 503"))
                .isLessThanOrEqualTo(PLACES);
        assertThat(service.outputOf(0).lines().filter(line -> line.contains("Busy")))
                .hasSizeBetween(1, 10);
        assertThat(metric("sextant_http_refused_total")).isGreaterThanOrEqualTo(CALLS - PLACES);
    }

    /** Answered, torn, reset, left while waiting, dripping: every place and every byte is free afterwards. */
    @Test
    void everyPlaceIsFreeAgainHoweverRequestsEnd() throws Exception {
        var chance = new Random(7);
        for (var round = 0; round < 4; round++) {
            var clients = IntStream.range(0, 60)
                    .mapToObj(number -> CompletableFuture.runAsync(
                            () -> leave(new Random(chance.nextLong())), task -> new Thread(task).start()))
                    .toList();
            clients.forEach(CompletableFuture::join);
        }

        until("nothing runs or waits", OverloadIT::isIdle);
        assertThat(get(NURSE, "/v1/patients").join().statusCode()).isEqualTo(200);
        assertThat(service.outputOf(0).lines())
                .noneMatch(line -> line.contains(" ERROR ") || line.contains("Connection reset"));
        assertThat(service.count("SELECT count(*) FROM call_log WHERE status = 500"))
                .isZero();
    }

    private static void leave(Random chance) {
        var address = service.address(0);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            if (chance.nextBoolean()) {
                // A reset instead of an orderly end.
                socket.setSoLinger(true, 0);
            }
            var request = request(chance);
            var out = socket.getOutputStream();
            out.write(request.substring(0, 1 + chance.nextInt(request.length())).getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (chance.nextInt(3) == 0) {
                Thread.sleep(chance.nextInt(300));
            }
        } catch (IOException ended) {
            assertThat(address).isNotNull();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String request(Random chance) {
        var patient =
                "{\"mrn\": \"%s\", \"name\": {\"family\": \"Leaves\"}, \"birthDate\": \"1984-05-17\", \"sex\": \"MALE\"}"
                        .formatted(new UUID(chance.nextLong(), chance.nextLong()));
        return switch (chance.nextInt(6)) {
            case 0 -> head("GET /v1/patients", NURSE, "");
            case 1 -> head("POST /v1/patients", PRESCRIBER, "Content-Length: " + patient.length()) + patient;
            case 2 -> head("POST /v1/patients", PRESCRIBER, "Content-Length: 5000") + patient;
            case 4 -> head("GET /v1/reports/vitals", PRESCRIBER, "Accept: text/csv");
            case 3 -> head("POST /v1/sync", NURSE, "Transfer-Encoding: chunked") + "5\r\n{\"ite\r\nzz\r\n";
            default -> head("POST /v1/patients", NURSE, "Content-Length: 20") + "{}                  ";
        };
    }

    private static String head(String line, String role, String more) {
        return line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + service.token(role)
                + "\r\nContent-Type: application/json\r\n" + more + (more.isEmpty() ? "" : "\r\n") + "\r\n";
    }

    private CompletableFuture<HttpResponse<String>> get(String role, String path) {
        var request = HttpRequest.newBuilder(service.address(0).resolve(path))
                .header("Authorization", "Bearer " + service.token(role))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private static long count(List<? extends CompletableFuture<?>> calls) {
        return calls.stream().filter(CompletableFuture::isDone).count();
    }

    private static boolean isIdle() {
        return Stream.of("sextant_http_running", "sextant_http_waiting", "sextant_http_bodies_")
                .allMatch(name -> metric(name) == 0);
    }

    /** The sum of all series whose name begins so, without the counters. */
    private static double metric(String name) {
        URI metrics = service.address(0).resolve("/q/metrics");
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith(name) && (name.endsWith("_total") || !line.contains("_total")))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void until(String what, BooleanSupplier isTrue) throws InterruptedException {
        for (var tries = 0; !isTrue.getAsBoolean(); tries++) {
            assertThat(tries).as(what).isLessThan(1_200);
            Thread.sleep(50);
        }
    }
}
