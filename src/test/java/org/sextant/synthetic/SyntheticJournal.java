package org.sextant.synthetic;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Stops the journal while a synthetic clinic is loaded. Nobody did what it tells, and two lines for each of millions of
 * readings would take most of the time. Versions are kept all the same.
 */
final class SyntheticJournal {

    /** The tables of which inserts have a trigger, and those of which changes have one of their own. */
    private static final List<String> TABLES =
            List.of("patient", "protocol", "course", "session", "vitals", "side_effect", "assessment");

    private static final List<String> CHANGED = List.of("course", "vitals", "side_effect", "assessment");

    private final Connection database;

    /** @param database of the tables' owner, which commits by itself */
    SyntheticJournal(Connection database) {
        this.database = database;
    }

    void stop() throws SQLException {
        each("DISABLE");
    }

    void resume() throws SQLException {
        each("ENABLE");
    }

    private void each(String turn) throws SQLException {
        try (var statement = database.createStatement()) {
            for (var table : TABLES) {
                statement.execute("ALTER TABLE %1$s %2$s TRIGGER %1$s_journal".formatted(table, turn));
            }
            for (var table : CHANGED) {
                statement.execute("ALTER TABLE %1$s %2$s TRIGGER %1$s_journal_change".formatted(table, turn));
            }
        }
    }
}
