package org.sextant.web.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sextant.web.Urgency.Level;

/** Places under requests that end in every way, on several event loops and threads at once. */
class PlaceTest {

    private static final int REQUESTS = 3_000;

    @Test
    void everyPlaceIsGivenBackOnceHoweverARequestEnds() throws Exception {
        var vertx = Vertx.vertx();
        var room = new WaitingRoom(4, 20);
        var answers = new AtomicInteger();
        var all = new CountDownLatch(REQUESTS);
        var loops =
                new io.vertx.core.Context[] {vertx.getOrCreateContext(), context(vertx), context(vertx), context(vertx)
                };
        for (var number = 0; number < REQUESTS; number++) {
            var chance = new Random(number);
            loops[number % loops.length].runOnContext(begin -> request(vertx, room, chance, answers, all));
        }
        assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();

        assertThat(room.running()).isZero();
        for (var level : Level.values()) {
            assertThat(room.waiting(level)).isZero();
        }
        assertThat(answers).hasValue(REQUESTS);
        vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    /** One that is answered, or left by its client at any moment, with or without processing that goes on. */
    private static void request(
            Vertx vertx, WaitingRoom room, Random chance, AtomicInteger answers, CountDownLatch all) {
        var urgency = List.of(Level.values()).get(chance.nextInt(3));
        var place = new Place(room, urgency, Duration.ofMillis(1 + chance.nextInt(20)), vertx);
        var processed = chance.nextBoolean();
        var leavesAfter = chance.nextInt(10);
        if (chance.nextInt(3) == 0) {
            vertx.setTimer(1 + leavesAfter, left -> place.answered());
        }
        place.take(
                false,
                () -> {
                    answers.incrementAndGet();
                    if (processed) {
                        place.keepUntilProcessed();
                    }
                    vertx.executeBlocking(() -> {
                                TimeUnit.MILLISECONDS.sleep(chance.nextInt(3));
                                place.giveBack();
                                return null;
                            })
                            .onComplete(done -> {
                                place.answered();
                                place.giveBack();
                                all.countDown();
                            });
                },
                refusal -> {
                    answers.incrementAndGet();
                    place.answered();
                    all.countDown();
                });
    }

    private static io.vertx.core.Context context(Vertx vertx) {
        return ((io.vertx.core.impl.VertxInternal) vertx).createEventLoopContext();
    }
}
