package org.sextant.synthetic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.sextant.exchange.imports.statement.ImportStatements;

/**
 * Copies a synthetic clinic into a database by the owner of its tables, with the statements of the import. Some of it is
 * corrected afterwards, so that there are versions.
 */
final class SyntheticLoad {

    static final String SUBJECT = "synthetic";

    private static final List<String> TYPES = List.of("COURSE", "SESSION", "VITALS", "SIDE_EFFECT", "ASSESSMENT");
    private static final List<String> PROTOCOLS =
            List.of("iv-ketamine-0.5", "im-ketamine-0.5", "intranasal-esketamine-56");

    private static final String LINES =
            "(SELECT line FROM staged WHERE type = '%s') AS staged CROSS JOIN LATERAL json_to_record(staged.line) AS ";

    private final Connection database;
    private final UUID clinic;

    /** @param database of the tables' owner */
    SyntheticLoad(Connection database, UUID clinic) {
        this.database = database;
        this.clinic = clinic;
    }

    /** Prepares the connection, and gives the clinic the shipped protocols. */
    void begin() throws SQLException, IOException {
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            statement.execute("""
                    SELECT set_config('sextant.subject', 'synthetic', false), set_config('sextant.role', 'SERVICE', false),
                           set_config('sextant.request_id', 'synthetic', false), set_config('sextant.all_clinics', 'on', false)""");
            // A fresh table has no statistics, and grows: whatever the planner would guess, the index is right.
            statement.execute("SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off");
            statement.execute(
                    "CREATE TEMPORARY TABLE staged (type text NOT NULL, line json NOT NULL) ON COMMIT DELETE ROWS");
        }
        for (var code : PROTOCOLS) {
            try (var insert = database.prepareStatement(
                            "INSERT INTO protocol (clinic_id, code, revision, rules, shipped_edition)"
                                    + " VALUES (?, ?, 1, CAST(? AS jsonb), 2) ON CONFLICT DO NOTHING");
                    var rules = SyntheticLoad.class.getResourceAsStream("/protocols/" + code + ".json")) {
                insert.setObject(1, clinic);
                insert.setString(2, code);
                insert.setString(3, new String(rules.readAllBytes(), StandardCharsets.UTF_8));
                insert.executeUpdate();
            }
        }
        database.commit();
    }

    /**
     * Stores some courses whole, in one transaction.
     *
     * @return how many rows
     */
    long store(List<ObjectNode> lines) throws SQLException, IOException {
        database.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY staged (type, line) FROM STDIN (FORMAT csv)", new ByteArrayInputStream(csv(lines)));
        try (var statement = database.createStatement()) {
            for (var type : TYPES) {
                var source = LINES.formatted(type);
                if (type.equals("COURSE")) {
                    statement.execute(bound(ImportStatements.patients(source)));
                }
                statement.execute(bound(ImportStatements.insert(type, source)));
            }
        }
        database.commit();
        return lines.size();
    }

    /** Corrects some of the records, when all are there. */
    void correct() throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("SET enable_seqscan = on");
            for (var correction : SyntheticCorrections.STATEMENTS) {
                statement.execute(bound(correction));
            }
        }
        database.commit();
    }

    private static byte[] csv(List<ObjectNode> lines) {
        var bytes = new ByteArrayOutputStream(lines.size() * 400);
        var place = 0;
        for (var line : lines) {
            var type = line.remove("type").textValue();
            line.put("place", place++).put("contentHash", "synthetic").put("patientHash", "synthetic");
            var quoted = type + ",\"" + line.toString().replace("\"", "\"\"") + "\"\n";
            try {
                bytes.write(quoted.getBytes(StandardCharsets.UTF_8));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        return bytes.toByteArray();
    }

    /** The parameters in their places; none of them comes from outside. */
    private String bound(String sql) {
        return sql.replace(":clinic", "CAST('" + clinic + "' AS uuid)")
                .replace(":subject", "'" + SUBJECT + "'")
                .replace(":now", "now()")
                .replace(":zone", "'UTC'");
    }
}
