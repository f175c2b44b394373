package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.TestDatabase;

/** A trail that was signed before checkpoints had numbers is intact after the upgrade, with fewer checkpoints. */
class CheckpointUpgradeTest {

    private static final int LINKS = 200;
    private static final Instant MORNING = Instant.parse("2026-03-04T08:00:00Z");

    private final UUID clinic = UUID.randomUUID();

    @TempDir
    Path directory;

    @Test
    void aFilledChainIsIntactAfterwards() throws Exception {
        var key = new SealingKey(directory.resolve("audit-key.pem"));
        try (var database = TestDatabase.start(directory.resolve("data"))) {
            var url = database.settings().get("quarkus.datasource.jdbc.url");
            var password = database.settings().get("quarkus.flyway.password");
            migrate(url, password, "40");
            try (var owner = DriverManager.getConnection(url, "sextant_owner", password)) {
                owner.createStatement().execute("SET sextant.all_clinics = 'on'");
                var entries = seal(owner, key);
                migrate(url, password, "latest");
                var stored = stored(owner);

                // One a minute before; the last of each of four hours after.
                assertThat(stored).extracting(Checkpoint::n).containsExactly(60L, 120L, 180L, 200L);
                var check = new ChainCheck(clinic, key.verifying());
                stored.forEach(check::addStored);
                entries.forEach(check::add);
                assertThat(check.finish().findings()).isEmpty();
            }
        }
    }

    private List<TrailEntry> seal(Connection owner, SealingKey key) throws SQLException {
        var entries = new ArrayList<TrailEntry>();
        var hash = TrailEntry.beginning(clinic);
        for (var n = 1L; n <= LINKS; n++) {
            var at = MORNING.plusSeconds((n - 1) * 60);
            var entry = new TrailEntry(
                            null,
                            "CALL",
                            String.valueOf(1000 + n),
                            n,
                            at,
                            "issuer",
                            "nurse-1",
                            "NURSE",
                            null,
                            "r",
                            "GET /v1/patients",
                            200,
                            null,
                            null,
                            null,
                            null)
                    .at(n, hash);
            hash = entry.hash();
            entries.add(entry);
            insert(owner, entry, key.sign(Checkpoint.unsigned(clinic, n, hash, at, 0)));
        }
        return entries;
    }

    private void insert(Connection owner, TrailEntry entry, Checkpoint checkpoint) throws SQLException {
        try (var insert = owner.prepareStatement("""
                WITH link AS (
                    INSERT INTO audit_link VALUES (?, ?, CAST(? AS xid8), ?, ?) RETURNING clinic_id, n, hash)
                INSERT INTO audit_checkpoint (clinic_id, n, hash, at, signature) SELECT clinic_id, n, hash, ?, ? FROM link
                """)) {
            insert.setObject(1, clinic);
            insert.setLong(2, entry.n());
            insert.setString(3, entry.xid());
            insert.setLong(4, entry.seq());
            insert.setBytes(5, HexFormat.of().parseHex(entry.hash()));
            insert.setTimestamp(6, Timestamp.from(checkpoint.at()));
            insert.setBytes(7, Base64.getDecoder().decode(checkpoint.signature()));
            insert.executeUpdate();
        }
    }

    private List<Checkpoint> stored(Connection owner) throws SQLException {
        var found = new ArrayList<Checkpoint>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(
                        "SELECT n, hash, at, number, signature FROM audit_checkpoint ORDER BY n, number")) {
            while (rows.next()) {
                found.add(new Checkpoint(
                        clinic,
                        rows.getLong(1),
                        HexFormat.of().formatHex(rows.getBytes(2)),
                        rows.getTimestamp(3).toInstant(),
                        rows.getLong(4),
                        Base64.getEncoder().encodeToString(rows.getBytes(5))));
            }
        }
        return found;
    }

    private static void migrate(String url, String password, String target) {
        Flyway.configure()
                .dataSource(url, "sextant_owner", password)
                .target(target)
                // As the service migrates.
                .initSql("SET sextant.all_clinics = 'on'")
                .load()
                .migrate();
    }
}
