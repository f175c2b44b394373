package org.sextant.tablet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.tablet.Subscription.Screen;

/** What a tablet does with a stream of events. */
class SubscriptionTest {

    private static final String OPENING = ": changes of the clinic\nid: c0\nretry: 2000\n\n";
    private static final String READING = """
            id: %1$s
            event: VITALS
            data: {"cursor": "%1$s", "type": "VITALS", "version": 1, "href": "/v1/vitals/%1$s", "sessionId": "s"}

            """;

    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private ScriptedServer server;
    private int tokens;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        assertThat(server.scriptIsUsedUp()).isTrue();
        server.close();
    }

    /** Until the last word that is expected. */
    private boolean follow(String last) throws InterruptedException {
        return new Subscription(
                        server.address().resolve("/v1/events"),
                        () -> "token-" + ++tokens,
                        new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(10), 6, new Random(1)),
                        pauses::add,
                        new Screen() {
                            @Override
                            public void changed(String href, int version, String sessionId) {
                                shown.add(href + " " + version + " " + sessionId);
                            }

                            @Override
                            public void readAnew() {
                                shown.add("anew");
                            }

                            @Override
                            public boolean isOpen() {
                                return shown.isEmpty()
                                        || !shown.get(shown.size() - 1).equals(last);
                            }
                        })
                .follow();
    }

    @Test
    void aStreamThatIsCutGoesOnBehindTheLastWholeEvent() throws Exception {
        server.answering(
                        200,
                        OPENING
                                + READING.formatted("c1")
                                + READING.formatted("c2").substring(0, 40))
                .cutting()
                .answering(503, "", "Retry-After", "7")
                .answering(200, OPENING.replace("c0", "c1") + READING.formatted("c2"));

        assertThat(follow("/v1/vitals/c2 1 s")).isTrue();
        assertThat(shown).containsExactly("/v1/vitals/c1 1 s", "/v1/vitals/c2 1 s");
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::lastEventId)
                .containsExactly(null, "c1", "c1", "c1");
        // After a cut, Java's client sends a GET once more by itself.
        assertThat(pauses).hasSizeBetween(2, 3);
        assertThat(pauses.get(pauses.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void theServiceSaysWhenToComeBackAndWithWhat() throws Exception {
        server.answering(200, OPENING + "event: end\nid: c1\nretry: 3210\ndata: {\"reason\": \"SHUTDOWN\"}\n\n")
                .answering(200, OPENING + "event: end\nid: c2\nretry: 1\ndata: {\"reason\": \"TOKEN_EXPIRED\"}\n\n")
                .answering(200, OPENING + "event: reset\ndata: {\"reason\": \"RESTORED\"}\n\n");

        assertThat(follow("anew")).isTrue();
        assertThat(pauses).containsExactly(Duration.ofMillis(3210));
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::token)
                .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::lastEventId)
                .containsExactly(null, "c1", "c2");
    }

    @Test
    void whoWasAwayForTooLongReadsAllAnew() throws Exception {
        server.answering(200, OPENING).answering(410, "{}").answering(200, OPENING + READING.formatted("c9"));

        assertThat(follow("/v1/vitals/c9 1 s")).isTrue();
        assertThat(shown).containsExactly("anew", "/v1/vitals/c9 1 s");
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::lastEventId)
                .containsExactly(null, "c0", null);
    }

    @Test
    void aTokenThatIsRefusedTwiceEndsIt() throws Exception {
        server.answering(401, "{}").answering(401, "{}");

        assertThat(follow("never")).isFalse();
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::token)
                .containsExactly("Bearer token-1", "Bearer token-2");
    }
}
