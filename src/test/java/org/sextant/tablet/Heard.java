package org.sextant.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.sextant.Replicas;
import org.sextant.live.Await;
import org.sextant.live.FeedFollower;
import org.sextant.tablet.Subscription.Screen;
import org.sextant.tablet.Week.Note;

/** A tablet that is online meanwhile, and hears of what the others send. */
final class Heard implements Screen {

    private static final Duration SOON = Duration.ofMinutes(2);

    private final Set<String> records = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Boolean> following;
    private volatile boolean open = true;

    /** Subscribes to what is committed from now on. */
    Heard(Replicas replicas) throws Exception {
        var now =
                FeedFollower.fromNow(replicas.address(1), replicas.token(NURSE)).cursor();
        var subscription = new Subscription(
                replicas.address(1).resolve("/v1/events?after=" + now),
                () -> replicas.token(NURSE),
                new BackOff(Duration.ofMillis(20), Duration.ofMillis(200), 20, new Random(9)),
                time -> Thread.sleep(time.toMillis()),
                this);
        following = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return subscription.follow();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                },
                task -> new Thread(task).start());
    }

    /** Asserts that it hears of all these records; then nobody looks any more. */
    void all(List<Note> notes) throws Exception {
        var expected = notes.stream().map(Note::id).toList();
        Await.until(SOON, () -> records.containsAll(expected));
        assertThat(following).isNotDone();
        open = false;
    }

    @Override
    public void changed(String href, int version, String sessionId) {
        records.add(href.substring(href.lastIndexOf('/') + 1));
    }

    @Override
    public void readAnew() {
        throw new AssertionError("Nothing was restored");
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
