package org.sextant.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.INTEGRATION;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.sextant.Endurance;
import org.sextant.Replicas;

/**
 * Sixteen writers commit 200,000 changes, some of them after three seconds, and roll one transaction of twenty back.
 * Readers by page, by stream, and by a stream that is cut a thousand times miss none, and get none twice. A reader by
 * {@code seq} in the same run misses some.
 */
@Tag("endurance")
@Tag("measurement")
@Isolated("It takes both cores.")
class FeedEnduranceIT {

    private static final int WRITERS = 16;
    private static final int CHANGES = 200 * Endurance.rounds();
    private static final int CUTS = Endurance.rounds();
    private static final int MOST_ROWS = 20;
    private static final int LONGEST_MS = 3000;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @TempDir
    static Path directory;

    private final UUID clinic = UUID.randomUUID();
    private final Ledger ledger = new Ledger(clinic);
    private final Set<String> rolledBack = ConcurrentHashMap.newKeySet();
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void nothingIsMissed() throws Exception {
        var pool = Executors.newCachedThreadPool();
        try (var replicas = Replicas.start(directory, 1);
                var boards = new Boards()) {
            var follower = FeedFollower.fromNow(replicas.address(0), replicas.token(clinic, INTEGRATION));
            var whole = open(replicas, boards, "whole");
            var cut = open(replicas, boards, "cut");
            var began = System.nanoTime();
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(number -> pool.submit(writer(replicas, number)))
                    .toList();
            var byPage = pool.submit(() -> byPage(follower, writers));
            var bySeq = pool.submit(() -> bySeq(replicas, writers));
            var cuts = pool.submit(() -> cutting(replicas, boards, cut, writers));
            for (var writer : writers) {
                writer.get();
            }
            var expected = ledger.committed().keySet();
            Await.until(LIMIT, () -> whole.count() >= expected.size() && cut.count() >= expected.size());
            System.out.printf(
                    "%d changes committed, %d rolled back, in %.0f s: by page %d, by stream %d, by a stream that was cut"
                            + " %d times %d; by seq %d were missed%n",
                    expected.size(),
                    rolledBack.size(),
                    (System.nanoTime() - began) / 1e9,
                    byPage.get().size(),
                    whole.count(),
                    cuts.get(),
                    cut.count(),
                    expected.size() - bySeq.get().size());
            for (var read : List.of(byPage.get(), whole.ids(), cut.ids())) {
                assertThat(read).doesNotHaveDuplicates().hasSameSizeAs(expected);
                assertThat(new HashSet<>(read)).isEqualTo(expected);
            }
            assertThat(expected).doesNotContainAnyElementsOf(rolledBack);
            assertThat(bySeq.get()).hasSizeLessThan(expected.size());
            assertThat(cuts.get()).isGreaterThanOrEqualTo(CUTS);
        } finally {
            pool.shutdownNow();
        }
    }

    private Board open(Replicas replicas, Boards boards, String name) {
        return boards.open(replicas.address(0), replicas.token(clinic, name, INTEGRATION), "");
    }

    private Callable<Void> writer(Replicas replicas, int number) {
        var chance = new Random(number);
        return () -> {
            try (var connection = replicas.asOwner()) {
                connection.setAutoCommit(false);
                while (written.get() < CHANGES) {
                    var ids = ledger.add(connection, 1 + chance.nextInt(MOST_ROWS));
                    // Most commit soon, a few after seconds.
                    Thread.sleep(chance.nextInt(30) == 0 ? chance.nextInt(LONGEST_MS) : chance.nextInt(10));
                    if (chance.nextInt(20) == 0) {
                        connection.rollback();
                        rolledBack.addAll(ids);
                    } else {
                        ledger.commit(connection, ids);
                        written.addAndGet(ids.size());
                    }
                }
            }
            return null;
        };
    }

    private List<String> byPage(FeedFollower follower, List<Future<Void>> writers) throws Exception {
        while (true) {
            var over = writers.stream().allMatch(Future::isDone);
            follower.catchUp();
            if (over && follower.ids().size() >= ledger.committed().size()) {
                return follower.ids();
            }
            Thread.sleep(50);
        }
    }

    /** As a feed must not be read: whoever commits late has a lower number than what was read before. */
    private Set<String> bySeq(Replicas replicas, List<Future<Void>> writers) throws SQLException, InterruptedException {
        var ids = new HashSet<String>();
        var last = 0L;
        try (var connection = replicas.asOwner();
                var query = connection.prepareStatement(
                        "SELECT seq, id FROM change_log WHERE clinic_id = ? AND seq > ? ORDER BY seq")) {
            for (var over = false; !over; Thread.sleep(100)) {
                over = writers.stream().allMatch(Future::isDone);
                query.setObject(1, clinic);
                query.setLong(2, last);
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getLong(1);
                        ids.add(rows.getString(2));
                    }
                }
            }
        }
        return ids;
    }

    private int cutting(Replicas replicas, Boards boards, Board board, List<Future<Void>> writers) throws Exception {
        var chance = new Random(7);
        var cuts = 0;
        while (cuts < CUTS || !writers.stream().allMatch(Future::isDone)) {
            Thread.sleep(chance.nextInt(150));
            board.cut();
            boards.begin(board, replicas.address(0)).join();
            cuts++;
        }
        return cuts;
    }
}
