package org.sextant.platform.database;

import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Asks a connection for a sign of life. Where one connection of the pool has fallen silent, the others probably have too,
 * and each would cost its caller the whole wait: for a short time, the pool replaces the others without asking.
 */
final class SilenceValidator implements ConnectionValidator {

    /** Longer than the interval of the background validation, which thereby meets each idle connection once. */
    static final Duration DISTRUST = Duration.ofSeconds(3);

    private final Duration patience;
    private volatile long silentAt = System.nanoTime() - DISTRUST.toNanos();

    /** @param patience how long a connection may take to answer; whole seconds, at least one */
    SilenceValidator(Duration patience) {
        this.patience = patience;
    }

    @Override
    public boolean isValid(Connection connection) {
        var begun = System.nanoTime();
        if (begun - silentAt < DISTRUST.toNanos()) {
            return false;
        }
        var valid = answers(connection);
        if (!valid && System.nanoTime() - begun >= patience.toNanos()) {
            silentAt = System.nanoTime();
        }
        return valid;
    }

    private boolean answers(Connection connection) {
        try {
            return connection.isValid((int) patience.toSeconds());
        } catch (SQLException closed) {
            return false;
        }
    }
}
