package org.sextant.exchange.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sextant.exchange.feed.ChangeFilter;
import org.sextant.exchange.feed.FeedAccess.Start;
import org.sextant.exchange.feed.FeedPosition;
import org.sextant.exchange.feed.FeedPosition.History;
import org.sextant.platform.StopRequested;
import org.sextant.web.problem.ProblemException;

/** Many streams that end together. */
@QuarkusTest
class EventStreamsTest {

    @Inject
    Tail tail;

    @Inject
    EventFrames frames;

    private final EventStreams streams = new EventStreams(new SimpleMeterRegistry());
    private final AtomicInteger ended = new AtomicInteger();

    private AssertSubscriber<OutboundSseEvent> open(String caller, long demand) {
        var history = new History(1, 1);
        var now = new FeedPosition(1, 1, 5, 1);
        var stream = new EventStream(
                UUID.randomUUID(),
                new ChangeFilter(Set.of("VITALS"), null),
                new Start(now, history, now, history),
                tail,
                frames,
                () -> null);
        var subscriber = AssertSubscriber.<OutboundSseEvent>create(demand);
        streams.open(caller, stream, () -> {}, ended::incrementAndGet)
                .subscribe()
                .withSubscriber(subscriber);
        return subscriber;
    }

    @Test
    void whenTheServiceStopsEachStreamIsToldAndNotAllComeBackAtOnce() throws Exception {
        var open = new ArrayList<AssertSubscriber<OutboundSseEvent>>();
        for (var i = 0; i < 50; i++) {
            open.add(open("caller " + i, 10));
        }
        streams.end(new StopRequested());
        var returns = new HashSet<Long>();
        for (var stream : open) {
            stream.awaitCompletion();
            var events = stream.getItems();
            var last = events.get(events.size() - 1);
            assertThat(last.getName()).isEqualTo("end");
            assertThat(last.getData()).isEqualTo("{\"reason\":\"SHUTDOWN\"}");
            assertThat(last.getId()).isNotBlank();
            assertThat(last.getReconnectDelay()).isBetween(1000L, 5000L);
            returns.add(last.getReconnectDelay() / 500);
        }
        // Fifty of eight halves of a second.
        assertThat(returns).hasSizeGreaterThan(3);
        assertThat(ended).hasValue(50);
        // Who comes in that moment is sent away in the same words.
        var late = open("late", 10);
        late.awaitCompletion();
        assertThat(late.getItems()).extracting(OutboundSseEvent::getName).contains("end");
    }

    /** Nothing is prepared for a client that takes nothing. */
    @Test
    void aStreamThatIsNotReadHoldsNothing() {
        var stream = open("slow", 1);
        stream.awaitItems(1);
        assertThat(stream.getItems()).hasSize(1);
        stream.cancel();
        assertThat(ended).hasValue(1);
    }

    @Test
    void aCallerHasSoManyStreamsAndGetsOneBackForEachThatEnds() {
        var open = new ArrayList<AssertSubscriber<OutboundSseEvent>>();
        for (var i = 0; i < EventStreams.MOST_OF_A_CALLER; i++) {
            open.add(open("one", 1));
        }
        assertThatThrownBy(() -> open("one", 1)).isInstanceOf(ProblemException.class);
        open("another", 1).cancel();
        open.get(0).cancel();
        assertThat(open("one", 1).awaitItems(1).getItems()).hasSize(1);
        List.copyOf(open).forEach(AssertSubscriber::cancel);
    }
}
