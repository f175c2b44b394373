package org.sextant.chart.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sextant.audit.log.GroupedCall;
import org.sextant.record.PendingCreate;
import org.sextant.record.Provenance;

/** Who stores whose readings, and who waits for whom. What a group stores is in {@link ReadingGroupTest}. */
class ReadingCommitterTest {

    private static final UUID CLINIC = UUID.randomUUID();
    private static final UUID ANOTHER_CLINIC = UUID.randomUUID();

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final Groups groups = new Groups();
    private final ReadingCommitter committer = new ReadingCommitter(groups);

    /** Groups that are stored when the test says so, of each clinic on its own. */
    private static final class Groups implements ReadingCommitter.Group {

        private final List<List<ReadingsOfCall>> stored = Collections.synchronizedList(new ArrayList<>());
        private final Map<UUID, CountDownLatch> held = Collections.synchronizedMap(new HashMap<>());
        private volatile RuntimeException failure;
        private volatile Error fault;

        @Override
        public Map<ReadingsOfCall, List<PlainReading>> store(List<ReadingsOfCall> calls) {
            stored.add(calls);
            var latch = held.get(calls.get(0).clinic());
            if (latch != null) {
                awaitUninterruptibly(latch);
            }
            if (failure != null) {
                throw failure;
            }
            if (fault != null) {
                throw fault;
            }
            var answers = new HashMap<ReadingsOfCall, List<PlainReading>>();
            calls.stream().filter(call -> !isBad(call)).forEach(call -> answers.put(call, List.of()));
            return answers;
        }

        private static boolean isBad(ReadingsOfCall call) {
            return call.measuredOffset() != null;
        }

        private static void awaitUninterruptibly(CountDownLatch latch) {
            var interrupted = false;
            while (true) {
                try {
                    latch.await();
                    break;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Test
    void aLoneCallIsStoredAtOnceAndAlone() throws Exception {
        assertThat(committer.commit(call(CLINIC, 1))).isPresent();
        assertThat(groups.stored)
                .singleElement()
                .satisfies(group -> assertThat(group).hasSize(1));
    }

    @Test
    void whatArrivesWhileOneCommitsIsStoredTogether() throws Exception {
        groups.held.put(CLINIC, new CountDownLatch(1));
        var first = commit(call(CLINIC, 1));
        awaitStored(1);
        var others = new ArrayList<CompletableFuture<Optional<List<PlainReading>>>>();
        for (var i = 0; i < 9; i++) {
            others.add(commit(call(CLINIC, 1)));
        }
        awaitWaiting(9);
        assertThat(others).noneMatch(CompletableFuture::isDone);

        groups.held.get(CLINIC).countDown();

        assertThat(first.join()).isPresent();
        others.forEach(other -> assertThat(other.join()).isPresent());
        assertThat(groups.stored).extracting(List::size).containsExactly(1, 9);
    }

    @Test
    void aCallThatIsNotPlainLeavesTheOthersAlone() throws Exception {
        groups.held.put(CLINIC, new CountDownLatch(1));
        var first = commit(call(CLINIC, 1));
        awaitStored(1);
        var bad = commit(bad());
        var good = commit(call(CLINIC, 1));
        awaitWaiting(2);
        groups.held.get(CLINIC).countDown();

        assertThat(bad.join()).isEmpty();
        assertThat(good.join()).isPresent();
        assertThat(first.join()).isPresent();
    }

    @Test
    void noClinicWaitsForAnother() throws Exception {
        groups.held.put(CLINIC, new CountDownLatch(1));
        var held = commit(call(CLINIC, 1));
        awaitStored(1);

        assertThat(committer.commit(call(ANOTHER_CLINIC, 1))).isPresent();

        assertThat(held).isNotDone();
        assertThat(groups.stored.get(1)).extracting(ReadingsOfCall::clinic).containsOnly(ANOTHER_CLINIC);
        groups.held.get(CLINIC).countDown();
        assertThat(held.join()).isPresent();
    }

    @Test
    void aGroupHasNoMoreReadingsThanItMayAndNoneIsForgotten() throws Exception {
        groups.held.put(CLINIC, new CountDownLatch(1));
        var calls = new ArrayList<>(List.of(commit(call(CLINIC, 1))));
        awaitStored(1);
        for (var i = 0; i < 5; i++) {
            calls.add(commit(call(CLINIC, ReadingCommitter.MOST / 2)));
        }
        awaitWaiting(5);
        groups.held.get(CLINIC).countDown();

        calls.forEach(call -> assertThat(call.join()).isPresent());
        assertThat(groups.stored)
                .allSatisfy(group -> assertThat(group.stream()
                                .mapToInt(call -> call.readings().size())
                                .sum())
                        .isLessThanOrEqualTo(ReadingCommitter.MOST));
        assertThat(groups.stored.stream().mapToInt(List::size).sum()).isEqualTo(6);
    }

    /** Nobody is told that a reading is stored, or may be sent again under another id, where nobody knows. */
    @Test
    void aCommitOfUnknownEndFailsEachCall() throws Exception {
        groups.held.put(CLINIC, new CountDownLatch(1));
        var first = commit(call(CLINIC, 1));
        awaitStored(1);
        var second = commit(call(CLINIC, 1));
        awaitWaiting(1);
        groups.failure = new IllegalStateException("The connection was lost");
        groups.held.get(CLINIC).countDown();

        for (var call : List.of(first, second)) {
            assertThatThrownBy(call::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCause(groups.failure);
        }
        groups.failure = null;
        assertThat(committer.commit(call(CLINIC, 1))).isPresent();
    }

    /** Not even after a fault that no code expects. */
    @Test
    void nobodyWaitsForEverForAGroupThatFails() throws Exception {
        groups.held.put(CLINIC, new CountDownLatch(1));
        var first = commit(call(CLINIC, 1));
        awaitStored(1);
        groups.fault = new StackOverflowError();
        groups.held.get(CLINIC).countDown();

        assertThatThrownBy(first::join).hasCause(groups.fault);
        groups.fault = null;
        assertThat(committer.commit(call(CLINIC, 1))).isPresent();
    }

    @Test
    void aCancelledCallThatWaitsIsNotStored() throws Exception {
        groups.held.put(CLINIC, new CountDownLatch(1));
        var first = commit(call(CLINIC, 1));
        awaitStored(1);
        var ended = new CompletableFuture<Throwable>();
        var cancelled = new Thread(() -> {
            try {
                committer.commit(call(CLINIC, 1));
                ended.complete(null);
            } catch (InterruptedException expected) {
                ended.complete(expected);
            }
        });
        cancelled.start();
        awaitWaiting(1);

        cancelled.interrupt();

        assertThat(ended.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
        groups.held.get(CLINIC).countDown();
        assertThat(first.join()).isPresent();
        assertThat(groups.stored).hasSize(1);
    }

    /** The one who is cancelled may be the one who stores the readings of others. */
    @Test
    void aCancelledCallThatStoresForOthersStoresThemFirst() throws Exception {
        groups.held.put(CLINIC, new CountDownLatch(1));
        var interrupted = new CompletableFuture<Boolean>();
        var leader = new Thread(() -> {
            try {
                committer.commit(call(CLINIC, 1));
                interrupted.complete(Thread.currentThread().isInterrupted());
            } catch (InterruptedException lost) {
                interrupted.completeExceptionally(lost);
            }
        });
        leader.start();
        awaitStored(1);
        var other = commit(call(CLINIC, 1));
        awaitWaiting(1);

        leader.interrupt();
        groups.held.get(CLINIC).countDown();

        assertThat(other.join()).isPresent();
        assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
    }

    private CompletableFuture<Optional<List<PlainReading>>> commit(ReadingsOfCall call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return committer.commit(call);
                    } catch (InterruptedException ended) {
                        throw new CompletionException(ended);
                    }
                },
                callers);
    }

    private void awaitStored(int count) throws InterruptedException {
        while (groups.stored.size() < count) {
            Thread.sleep(1);
        }
    }

    private void awaitWaiting(int count) throws InterruptedException {
        while (committer.waiting(CLINIC) < count) {
            Thread.sleep(1);
        }
    }

    private static ReadingsOfCall bad() {
        return call(CLINIC, 1, 600L);
    }

    private static ReadingsOfCall call(UUID clinic, int readings) {
        return call(clinic, readings, null);
    }

    private static ReadingsOfCall call(UUID clinic, int readings, Long offset) {
        var pending = new ArrayList<PendingCreate<RecordVitals>>();
        for (var i = 0; i < readings; i++) {
            pending.add(new PendingCreate<>(
                    null, new Provenance(UUID.randomUUID(), clinic, Instant.EPOCH, "nurse", "1:hash")));
        }
        var call = new GroupedCall(
                "issuer", "nurse", "NURSE", null, UUID.randomUUID().toString(), "POST", 201, null, null, false);
        return new ReadingsOfCall(call, clinic, UUID.randomUUID(), pending, offset);
    }
}
