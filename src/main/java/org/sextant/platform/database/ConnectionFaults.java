package org.sextant.platform.database;

import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ExceptionSorter;
import java.sql.SQLException;
import java.util.Set;

/** Decides by the error of a statement whether its connection can serve another caller. */
final class ConnectionFaults implements ExceptionSorter {

    private static final String CONNECTION_EXCEPTION = "08";
    private static final String DISK_FULL = "53100";

    /**
     * The server ends the connection with these errors: shutdown, crash, not yet started, dropped database, time-outs of
     * the session. After 25006 the server is a standby, which a connection from before a failover still leads to.
     */
    private static final Set<String> LAST_WORDS =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04", "25006");

    private final StorageFault storage;

    ConnectionFaults(StorageFault storage) {
        this.storage = storage;
    }

    @Override
    public boolean isFatal(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null) {
            return false;
        }
        if (state.equals(DISK_FULL)) {
            storage.refused();
        }
        return state.startsWith(CONNECTION_EXCEPTION) || LAST_WORDS.contains(state);
    }
}
