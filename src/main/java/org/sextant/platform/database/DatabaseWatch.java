package org.sextant.platform.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.agroal.DataSource;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger.Level;
import org.sextant.platform.OwnThread;

/**
 * Asks the database once a second, over a connection and on a thread of its own, whether it serves: neither a full pool
 * nor busy workers delay the answer. After a loss, the pool's connections are replaced before callers meet them.
 */
@ApplicationScoped
class DatabaseWatch {

    /** What is known of the database. */
    enum State {
        SERVES,
        /** No connection, or no answer. */
        AWAY,
        /** A standby, which cannot store. */
        READ_ONLY,
        /** The disk of PostgreSQL, or of the data directory, is full. */
        STORAGE_FULL
    }

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** A look may take this long: twice the time-outs of the pool {@code watch}, and the pause. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(15);

    private static final String IS_STANDBY = "SELECT pg_is_in_recovery()";

    /** More than {@code work_mem} holds, so PostgreSQL writes about 8 MB to a file that it deletes at the end. */
    private static final String STORE_AND_DELETE = "SELECT count(*) FROM generate_series(1, 500000)";

    private final AgroalDataSource watched;
    private final AgroalDataSource pool;
    private final ConnectionsInUse inUse;
    private final StorageFault storage;
    private final DataDirectorySpace directory;
    private final OwnThread thread = new OwnThread("sextant-database-watch");

    private final LostPlaces places = new LostPlaces();

    private boolean lost;
    private volatile State state = State.SERVES;
    private volatile long lookedAt = System.nanoTime() - GOOD_FOR.toNanos();

    DatabaseWatch(
            @DataSource("watch") AgroalDataSource watched,
            AgroalDataSource pool,
            ConnectionsInUse inUse,
            StorageFault storage,
            DataDirectorySpace directory) {
        this.watched = watched;
        this.pool = pool;
        this.inUse = inUse;
        this.storage = storage;
        this.directory = directory;
    }

    void start(@Observes StartupEvent start) {
        look();
        thread.repeat(PERIOD, this::look);
    }

    void stop(@Observes ShutdownEvent stop) {
        thread.close();
    }

    /** What the last look found; {@link State#AWAY} where the last look is too old. Never waits. */
    State state() {
        return System.nanoTime() - lookedAt < GOOD_FOR.toNanos() ? state : State.AWAY;
    }

    private Duration look() {
        // The first connection may be one from before a restart: only a second failure says something of the database.
        var found = ask();
        if (found == State.AWAY) {
            lost = true;
            found = ask();
        }
        if (found != state) {
            Log.logf(found == State.SERVES ? Level.INFO : Level.WARN, "The database: %s, before: %s", found, state);
        }
        state = found;
        lookedAt = System.nanoTime();
        if (found == State.SERVES) {
            returnLostPlaces();
        }
        return PERIOD;
    }

    /** Closes all connections of a pool that gives out none, although the database serves. */
    private void returnLostPlaces() {
        var metrics = pool.getMetrics();
        if (places.found(metrics.awaitingCount(), metrics.acquireCount(), System.nanoTime())) {
            Log.error("The pool has given out no connection for longer than a statement may take, and is emptied");
            pool.flush(FlushMode.ALL);
        }
    }

    private State ask() {
        try (var connection = watched.getConnection()) {
            if (isStandby(connection)) {
                return State.READ_ONLY;
            }
            if (lost) {
                renewPool(connection);
                lost = false;
            }
            return stores(connection) && directory.hasSpace() ? State.SERVES : State.STORAGE_FULL;
        } catch (SQLException failure) {
            Log.debugf("The database was not reached: SQLSTATE %s", failure.getSQLState());
            return State.AWAY;
        }
    }

    private static boolean isStandby(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(IS_STANDBY)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /** Replaces idle connections, and ends those in use whose server is gone; others in use are not touched. */
    private void renewPool(Connection fresh) throws SQLException {
        // GRACEFUL would also mark those that are being handed out; a hand-over that then fails loses the place.
        pool.flush(FlushMode.IDLE);
        inUse.endLost(fresh);
    }

    /** False while the disk is full: PostgreSQL has refused to store, and cannot store as a trial either. */
    private boolean stores(Connection connection) throws SQLException {
        if (!storage.isFull()) {
            return true;
        }
        try (var statement = connection.createStatement()) {
            statement.execute(STORE_AND_DELETE);
            storage.stores();
            return true;
        } catch (SQLException refused) {
            if (refused.getSQLState() != null && refused.getSQLState().startsWith("53")) {
                return false;
            }
            throw refused;
        }
    }
}
