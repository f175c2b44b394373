package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sextant.Api;
import org.sextant.RawHttp;

/** A body of any length: longer than the limit of any other body, and than what the framework reads by default. */
@QuarkusTest
class LongImportTest {

    /** A line that is refused at once: blanks make the line long. */
    private static final String LINE = "{\"type\": \"NONE\"}" + " ".repeat(50_000) + "\n";

    private static final int LINES = 250;

    @TestHTTPResource
    URI service;

    @Test
    void aLongBodyOfKnownLengthIsReadToItsEnd() throws Exception {
        assertAllJudged("Content-Length: " + LINE.length() * LINES, LINE, "");
    }

    @Test
    void aLongChunkedBodyIsReadToItsEnd() throws Exception {
        var chunk = Integer.toHexString(LINE.length()) + "\r\n" + LINE + "\r\n";
        assertAllJudged("Transfer-Encoding: chunked", chunk, "0\r\n\r\n");
    }

    private void assertAllJudged(String length, String piece, String end) throws Exception {
        assertThat((long) LINE.length() * LINES).isGreaterThan(11L * 1024 * 1024);
        try (var client = new RawHttp(service)) {
            var sending = CompletableFuture.runAsync(
                    () -> {
                        client.send("POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + Api.token(PRESCRIBER) + "\r\nContent-Type: application/x-ndjson\r\n" + length
                                + "\r\n\r\n");
                        for (var line = 0; line < LINES; line++) {
                            client.send(piece);
                        }
                        client.send(end);
                    },
                    sender -> new Thread(sender).start());
            assertVerdicts(client.answer());
            sending.get(1, TimeUnit.MINUTES);
        }
    }

    private static void assertVerdicts(RawHttp.Answer answer) throws IOException {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().lines()).hasSize(LINES).allMatch(line -> line.contains("\"status\":422"));
        assertThat(answer.body().lines().skip(LINES - 1)).allMatch(line -> line.startsWith("{\"line\":" + LINES));
    }
}
