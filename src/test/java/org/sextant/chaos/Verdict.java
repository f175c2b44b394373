package org.sextant.chaos;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.sextant.chaos.ClientLog.Acknowledged;

/**
 * The client's log beside the database.
 *
 * @param acknowledged records in the client's log
 * @param lost acknowledged records that are not there
 * @param doubled contents that are there twice, and records with more than one row of creation in a log
 * @param changed acknowledged records with another content
 * @param foreign records that nobody sent
 * @param withoutAudit acknowledged records whose creation is not in the audit trail
 * @param withoutChange acknowledged records that are not in the log of changes
 * @param withoutCall acknowledged requests, and requests that created a record, without their one row of a successful call
 */
record Verdict(
        long acknowledged,
        long lost,
        long doubled,
        long changed,
        long foreign,
        long withoutAudit,
        long withoutChange,
        long withoutCall) {

    private static final String RECORDS = """
            CREATE TEMP VIEW records AS
            SELECT 'vitals' AS of_table, id, note FROM vitals WHERE note IS NOT NULL
            UNION ALL SELECT 'side_effect', id, note FROM side_effect WHERE note IS NOT NULL""";

    private static final String CREATIONS = """
            CREATE TEMP TABLE creations AS
            SELECT resource_id::uuid AS id, count(*) AS rows, min(request_id) AS request FROM audit_log
            WHERE action IN ('vitals.created', 'side_effect.created') GROUP BY 1""";

    private static final String CHANGES = """
            CREATE TEMP TABLE changes AS
            SELECT id::uuid AS id, count(*) AS rows FROM change_log
            WHERE type IN ('VITALS', 'SIDE_EFFECT') AND change = 'CREATED' GROUP BY 1""";

    /** A call whose commit succeeded and whose connection was lost before the answer has a second row, of the 503. */
    private static final String CALLS = """
            CREATE TEMP TABLE calls AS
            SELECT request_id AS request, count(*) FILTER (WHERE status < 400) AS rows FROM call_log GROUP BY 1""";

    /** Compares; takes a second for each hundred thousand records. */
    static Verdict of(ClientLog log, Connection owner) throws SQLException, IOException {
        load(log, owner);
        for (var sql :
                List.of(RECORDS, CREATIONS, CHANGES, CALLS, "ANALYZE log", "ANALYZE creations", "ANALYZE calls")) {
            owner.createStatement().execute(sql);
        }
        return new Verdict(
                count(owner, "SELECT count(*) FROM log"),
                count(
                        owner,
                        "SELECT count(*) FROM log LEFT JOIN records USING (of_table, id) WHERE records.id IS NULL"),
                count(
                                owner,
                                "SELECT count(*) FROM (SELECT note FROM records GROUP BY note HAVING count(*) > 1) AS twice")
                        + count(owner, "SELECT count(*) FROM creations WHERE rows > 1")
                        + count(owner, "SELECT count(*) FROM changes WHERE rows > 1"),
                count(owner, "SELECT count(*) FROM log JOIN records USING (of_table, id) WHERE note <> content"),
                count(owner, "SELECT count(*) FROM records LEFT JOIN sent USING (id) WHERE sent.id IS NULL"),
                count(owner, "SELECT count(*) FROM log LEFT JOIN creations USING (id) WHERE creations.id IS NULL"),
                count(owner, "SELECT count(*) FROM log LEFT JOIN changes USING (id) WHERE changes.id IS NULL"),
                count(owner, """
                        SELECT count(*) FROM
                            (SELECT request FROM log UNION SELECT creations.request FROM creations JOIN log USING (id)) AS known
                        LEFT JOIN calls USING (request) WHERE rows IS DISTINCT FROM 1"""));
    }

    /** True where each acknowledged record is there once, with all its rows, and nothing else is. */
    boolean isGood() {
        return lost + doubled + changed + foreign + withoutAudit + withoutChange + withoutCall == 0;
    }

    private static void load(ClientLog log, Connection owner) throws SQLException, IOException {
        owner.createStatement()
                .execute("CREATE TEMP TABLE log (id uuid, of_table text, content text, request text);"
                        + "CREATE TEMP TABLE sent (id uuid)");
        var acknowledged = log.read();
        try (var insert = owner.prepareStatement("INSERT INTO log SELECT * FROM unnest(?, ?, ?, ?)")) {
            insert.setArray(1, array(owner, "uuid", acknowledged, Acknowledged::id));
            insert.setArray(2, array(owner, "text", acknowledged, Acknowledged::table));
            insert.setArray(3, array(owner, "text", acknowledged, Acknowledged::content));
            insert.setArray(4, array(owner, "text", acknowledged, Acknowledged::request));
            insert.executeUpdate();
        }
        try (var insert = owner.prepareStatement("INSERT INTO sent SELECT * FROM unnest(?)")) {
            insert.setArray(1, array(owner, "uuid", log.sent(), id -> id));
            insert.executeUpdate();
        }
    }

    private static <T> Array array(Connection owner, String type, Collection<T> rows, Function<T, Object> column)
            throws SQLException {
        return owner.createArrayOf(type, rows.stream().map(column).toArray());
    }

    private static long count(Connection owner, String sql) throws SQLException {
        try (var rows = owner.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
