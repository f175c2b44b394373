package org.sextant.platform;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Starts a PostgreSQL again that ended while it was needed: with the same options, so on the same port. Where PostgreSQL
 * does not keep running, the keeper gives up and says so.
 */
final class PostgresKeeper implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(500);

    /** So many starts are tried within {@link #WINDOW}; the children of a killed PostgreSQL may block the first ones. */
    private static final int TRIES = 10;

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final PostgresProcess process;
    private final Path log;
    private final List<String> prefix;
    private final Consumer<String> onLoss;
    private final OwnThread thread = new OwnThread("sextant-postgres");
    private final Deque<Long> tries = new ArrayDeque<>();
    private boolean closed;

    /**
     * @param log the file to which PostgreSQL and its control program append what they say
     * @param prefix what comes before the control program on the command line
     * @param onLoss is told the reason, once, when the keeper gives up
     */
    PostgresKeeper(PostgresProcess process, Path log, List<String> prefix, Consumer<String> onLoss) {
        this.process = process;
        this.log = log;
        this.prefix = prefix;
        this.onLoss = onLoss;
        thread.repeat(PERIOD, this::look);
    }

    /** Returns null where nothing is kept any more. */
    private synchronized Duration look() {
        if (closed) {
            return null;
        }
        try {
            if (process.running().isPresent()) {
                return PERIOD;
            }
            if (isHopeless(System.nanoTime())) {
                onLoss.accept(
                        "the embedded PostgreSQL has ended, and does not keep running; see %s and the latest file in %s."
                                .formatted(log, process.log()));
                return null;
            }
            Log.warnf("The embedded PostgreSQL has ended, and is started again; see %s", process.log());
            startAgain();
            return PERIOD;
        } catch (IOException failure) {
            // As where too many files are open: the state is not known, or the start has failed and is tried again.
            Log.debug("The embedded PostgreSQL was not seen to, and will be", failure);
            return PERIOD;
        }
    }

    private boolean isHopeless(long now) {
        while (!tries.isEmpty() && now - tries.peekFirst() > WINDOW.toNanos()) {
            tries.removeFirst();
        }
        tries.addLast(now);
        return tries.size() > TRIES;
    }

    /**
     * Starts PostgreSQL with the options of its last start, which PostgreSQL keeps in a file after the path of its program.
     * Does no harm where PostgreSQL runs.
     */
    private void startAgain() throws IOException {
        var last = Files.readString(process.cluster().resolve("postmaster.opts"))
                .strip()
                .split(" ", 2);
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(last[0]).resolveSibling("pg_ctl").toString(),
                "start",
                "--no-wait",
                "--pgdata=" + process.cluster(),
                "--log=" + log,
                "--options=" + last[1]));
        var output = ProcessBuilder.Redirect.appendTo(log.toFile());
        var control = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        control.onExit().join();
    }

    /** Returns when no start is under way. */
    @Override
    public synchronized void close() {
        closed = true;
        thread.close();
    }
}
