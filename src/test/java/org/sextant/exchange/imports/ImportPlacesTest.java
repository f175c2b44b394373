package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.RawHttp;

/** Imports that wait for their clients take the places of imports, and no place of another caller. */
@QuarkusTest
class ImportPlacesTest {

    private static final int OF_CLINIC = 2;
    private static final int OF_SERVICE = 4;
    private static final int MANY = 60;

    @TestHTTPResource
    URI service;

    private final List<RawHttp> clients = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    @Test
    void aClinicHasSomePlacesAndTheServiceHasMore() throws Exception {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();

        var ofFirst = begin(first, 3);
        assertThat(refused(ofFirst, 1)).hasSize(1);
        var ofSecond = begin(second, 3);
        assertThat(refused(ofSecond, 1)).hasSize(1);
        // The places of the service are taken, although this clinic has none.
        assertThat(refused(begin(UUID.randomUUID(), 1), 1)).hasSize(1);
        assertOthersAreAnswered(first);

        var waiting = Stream.concat(ofFirst.stream(), ofSecond.stream())
                .filter(started -> !started.answer().isDone())
                .toList();
        assertThat(waiting).hasSize(OF_SERVICE);
        for (var started : waiting) {
            started.client().send("0\r\n\r\n");
            var answer = started.answer().get(1, TimeUnit.MINUTES);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"line\":1,");
        }
        awaitPlaces(first);
    }

    /** More than connections of the pool. */
    @Test
    void manyImportsThatDripStopNobody() throws Exception {
        var clinic = UUID.randomUUID();

        var dripping = begin(clinic, MANY);

        assertOthersAreAnswered(clinic);
        var refused = refused(dripping, MANY - OF_CLINIC);
        assertThat(refused).hasSize(MANY - OF_CLINIC);
        assertThat(refused)
                .allSatisfy(answer -> assertThat(answer.body()).contains("/problems/busy"))
                .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isNotNull())
                .anySatisfy(answer -> assertThat(answer.header("Retry-After")).isEqualTo("5"));
        assertOthersAreAnswered(UUID.randomUUID());
    }

    private record Started(RawHttp client, CompletableFuture<RawHttp.Answer> answer) {}

    /** Imports that send one line and then nothing. */
    private List<Started> begin(UUID clinic, int count) throws IOException {
        var token = Clinics.token(clinic, PRESCRIBER);
        var started = new ArrayList<Started>();
        for (var number = 0; number < count; number++) {
            var client = new RawHttp(service);
            clients.add(client);
            client.send("POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n");
            started.add(new Started(client, CompletableFuture.supplyAsync(() -> answer(client), task -> {
                var reader = new Thread(task);
                reader.setDaemon(true);
                reader.start();
            })));
        }
        return started;
    }

    private static RawHttp.Answer answer(RawHttp client) {
        try {
            return client.answer();
        } catch (IOException closed) {
            return new RawHttp.Answer(0, java.util.Map.of(), "");
        }
    }

    /** The refusals, as soon as there are as many as expected. */
    private static List<RawHttp.Answer> refused(List<Started> started, int expected) throws InterruptedException {
        for (var tries = 0; ; tries++) {
            var answers = started.stream()
                    .map(Started::answer)
                    .filter(CompletableFuture::isDone)
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.status() == 503)
                    .toList();
            if (answers.size() >= expected) {
                return answers;
            }
            assertThat(tries).as("%d are refused so far", answers.size()).isLessThan(3000);
            Thread.sleep(20);
        }
    }

    private void assertOthersAreAnswered(UUID clinic) throws IOException {
        try (var nurse = new RawHttp(service)) {
            for (var call = 0; call < 3; call++) {
                assertThat(nurse.send("GET /v1/patients HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + Clinics.token(clinic, NURSE) + "\r\n\r\n")
                                .answer()
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    /** The place is given back after the answer. */
    private void awaitPlaces(UUID clinic) throws Exception {
        for (var tries = 0; ; tries++) {
            var started = begin(clinic, 1).get(0);
            started.client().send("0\r\n\r\n");
            if (started.answer().get(1, TimeUnit.MINUTES).status() == 200) {
                return;
            }
            assertThat(tries).as("refused").isLessThan(100);
            Thread.sleep(20);
        }
    }
}
