package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.Database;
import org.sextant.identity.Caller;

/**
 * Whoever may write to the database as its owner cannot change the trail unseen. Each test has a clinic of its own, whose
 * trail is sealed in three steps, and is tampered with behind the service's back.
 */
@QuarkusTest
class TamperingTest {

    private static final int ROWS = 30;

    private final UUID clinic = UUID.randomUUID();

    @Inject
    ClinicSealer sealer;

    @Inject
    TrailWalk walk;

    @Inject
    Caller caller;

    @Inject
    ObjectMapper json;

    @Inject
    ScheduledExecutorService threads;

    @ConfigProperty(name = "sextant.data-dir")
    Path directory;

    @TempDir
    Path exports;

    /** Whoever tampers; each statement is a transaction of its own. */
    private Connection owner;

    @AfterEach
    void hangUp() throws SQLException {
        owner.close();
    }

    @BeforeEach
    void aTrailIsSealed() throws Exception {
        owner = Database.asOwner();
        caller.actFor(clinic);
        for (var step = 0; step < 3; step++) {
            for (var row = 0; row < ROWS / 3; row++) {
                write("GET /v1/patients/{id}");
            }
            sealer.seal(clinic);
        }
        var outcome = walk.verify();
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.entries()).isEqualTo(ROWS);
        assertThat(outcome.signedUpTo()).isEqualTo(ROWS);
        assertThat(outcome.checkpoints()).isEqualTo(3);
        assertThat(command()).startsWith("0 INTACT: 30 entries, 3 checkpoints, signed up to 30");
    }

    @Test
    void anEditIsFound() throws Exception {
        for (var column : new String[] {
            "subject = 'nobody'",
            "status = 404",
            "at = at + interval '1 microsecond'",
            "patient_id = gen_random_uuid()",
            "client = ''",
            "action = 'GET /v1/alerts'",
            "issuer = issuer || ' '"
        }) {
            owner("UPDATE call_log SET %s WHERE %s".formatted(column, row(17)));
            isFound("at 17: A row was changed");
        }
    }

    @Test
    void aRowThatIsDeletedIsFound() throws Exception {
        owner("DELETE FROM call_log WHERE " + row(9));
        isFound("at 9: A row was removed");
    }

    @Test
    void aRowThatIsDeletedWithItsLinkIsFound() throws Exception {
        owner("DELETE FROM call_log WHERE " + row(9));
        owner("DELETE FROM audit_link WHERE clinic_id = '%s' AND n = 9".formatted(clinic));
        isFound("at 9: Links are missing before 10");
    }

    @Test
    void aRowThatClosesTheGapIsFound() throws Exception {
        owner("DELETE FROM call_log WHERE " + row(9));
        owner("DELETE FROM audit_link WHERE clinic_id = '%s' AND n = 9".formatted(clinic));
        owner("UPDATE audit_link SET n = -n + 1000 WHERE clinic_id = '%s' AND n > 9".formatted(clinic));
        owner("UPDATE audit_link SET n = 1000 - n - 1 WHERE clinic_id = '%s' AND n > 100".formatted(clinic));
        isFound("at 9: A row was changed");
    }

    @Test
    void aRowThatIsPutInIsFound() throws Exception {
        owner("""
                INSERT INTO call_log (clinic_id, xid, issuer, subject, role, request_id, action, status)
                SELECT clinic_id, xid, issuer, 'somebody else', role, request_id, action, status FROM call_log WHERE %s
                """.formatted(row(12)));
        isFound("A row was added to the trail");
    }

    @Test
    void linksThatAreSwappedAreFound() throws Exception {
        swap("audit_link", "n", "1000 - n");
        isFound("at 5: A row was changed");
        isFound("Rows are out of order");
    }

    @Test
    void rowsThatAreSwappedAreFound() throws Exception {
        owner("""
                UPDATE call_log SET action = CASE seq WHEN (SELECT seq FROM audit_link WHERE clinic_id = '%1$s' AND n = 5) THEN 'later' ELSE 'earlier' END
                WHERE clinic_id = '%1$s' AND seq IN (SELECT seq FROM audit_link WHERE clinic_id = '%1$s' AND n IN (5, 20))
                """.formatted(clinic));
        isFound("at 5: A row was changed");
        isFound("at 20: A row was changed");
    }

    /** Lets link 5 stand where link 20 stood, and the other way round. */
    private void swap(String table, String column, String through) throws SQLException {
        owner("UPDATE %1$s SET %2$s = %3$s WHERE clinic_id = '%4$s' AND %2$s IN (5, 20)"
                .formatted(table, column, through, clinic));
        owner("UPDATE %1$s SET %2$s = CASE %2$s WHEN 995 THEN 20 ELSE 5 END WHERE clinic_id = '%3$s' AND %2$s > 900"
                .formatted(table, column, clinic));
    }

    @Test
    void anEndThatIsCutOffIsFound() throws Exception {
        cutAfter(20);
        isFound("at 21: The end was cut off");
        // Nor does the service go on from there as if nothing had been.
        write("GET /v1/patients/{id}");
        sealer.seal(clinic);
        isFound("at 21: The end was cut off");
    }

    @Test
    void aTrailThatIsWrittenAnewIsFound() throws Exception {
        rewrite();
        isFound("The chain was rebuilt");
        owner("DELETE FROM audit_checkpoint WHERE clinic_id = '%s'".formatted(clinic));
        isFound("The chain was rebuilt");
    }

    /** The forger has a key of his own. */
    @Test
    void aCheckpointOfAnotherKeyIsFound() throws Exception {
        rewrite();
        var forged = new SealingKey(exports.resolve("forger.pem"))
                .sign(clinic, ROWS, hashOfLast(), Instant.parse("2026-01-05T09:00:00Z"));
        owner(
                "UPDATE audit_checkpoint SET hash = decode('%s', 'hex'), signature = decode('%s', 'base64') WHERE clinic_id = '%s' AND n = %d"
                        .formatted(forged.hash(), forged.signature(), clinic, ROWS));
        isFound("A checkpoint is not signed by the key");
    }

    /** Even where the file is lost with the database: then only that nobody vouches for it is known. */
    @Test
    void aTrailWithoutACheckpointIsFound() throws Exception {
        var export = export();
        var lines = Files.readAllLines(export);
        lines.removeIf(line -> line.startsWith("{\"checkpoint\""));
        Files.write(export, lines);
        assertThat(command(export)).startsWith("1 NOT INTACT").contains("No checkpoint covers the chain");
    }

    @Test
    void rowsOfTransactionsThatCommitLateAreSealedInOrder() throws Exception {
        var other = UUID.randomUUID();
        try (var late = Database.asOwner();
                var first = late.createStatement()) {
            late.setAutoCommit(false);
            first.execute(insert(other, "first"));
            owner(insert(other, "second"));
            sealer.seal(other);
            assertThat(Database.number("SELECT count(*) FROM audit_link WHERE clinic_id = ?", other))
                    .isZero();
            late.commit();
        }
        sealer.seal(other);
        assertThat(Database.number(
                        "SELECT count(*) FROM audit_link JOIN call_log USING (clinic_id, xid, seq) WHERE clinic_id = ? AND"
                                + " (n, action) IN ((1, 'first'), (2, 'second'))",
                        other))
                .isEqualTo(2);
    }

    @Test
    void sealersOfManyReplicasMakeOneChain() throws Exception {
        for (var round = 0; round < 10; round++) {
            for (var row = 0; row < 5; row++) {
                write("GET /v1/sessions");
            }
            var racing = IntStream.range(0, 4)
                    .mapToObj(one -> CompletableFuture.runAsync(() -> sealer.seal(clinic), threads))
                    .toList();
            racing.forEach(CompletableFuture::join);
            sealer.seal(clinic);
        }
        assertThat(walk.verify().findings()).isEmpty();
        assertThat(walk.verify().entries()).isEqualTo(ROWS + 50);
    }

    @Test
    void whatIsNoExportIsSaidToBeNone() throws Exception {
        var file = Files.writeString(exports.resolve("none.ndjson"), "{\"a\": 1}\n");
        assertThat(command(file)).startsWith("2 Cannot be used");
        assertThat(command(Files.writeString(file, "none"))).startsWith("2 Not an export");
        assertThat(command(exports.resolve("missing"))).startsWith("2 Cannot be used");
    }

    private void isFound(String what) throws Exception {
        var outcome = walk.verify();
        assertThat(outcome.intact()).isFalse();
        assertThat(outcome.findings())
                .extracting(one -> "at " + one.n() + ": " + one.what())
                .anyMatch(finding -> finding.contains(what));
        assertThat(command()).startsWith("1 NOT INTACT").contains(what);
    }

    /** What the auditors' command says of an export that is made now. */
    private String command() throws Exception {
        return command(export());
    }

    private String command(Path export) {
        var out = new ByteArrayOutputStream();
        var code = VerifyTrail.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                export.toString(),
                directory.resolve("audit-key.pub.pem").toString());
        return code + " " + out.toString(StandardCharsets.UTF_8);
    }

    private Path export() throws IOException {
        var lines = new ArrayList<String>();
        walk.export(() -> true, line -> {
            try {
                lines.add(json.writeValueAsString(line));
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        return Files.write(exports.resolve("export.ndjson"), lines);
    }

    private void write(String action) throws SQLException {
        owner(insert(clinic, action));
    }

    private static String insert(UUID clinic, String action) {
        return """
                INSERT INTO call_log (clinic_id, issuer, subject, role, request_id, action, status, patient_id)
                VALUES ('%s', 'issuer', 'nurse: "é"', 'NURSE', 'r', '%s', 200, gen_random_uuid())
                """.formatted(clinic, action);
    }

    /** The row of the trail at a place of the chain. */
    private String row(int n) {
        return "clinic_id = '%1$s' AND (xid, seq) = (SELECT xid, seq FROM audit_link WHERE clinic_id = '%1$s' AND n = %2$d)"
                .formatted(clinic, n);
    }

    /** Takes all that the database has of the end. */
    private void cutAfter(int n) throws SQLException {
        owner(
                "DELETE FROM call_log WHERE clinic_id = '%1$s' AND seq > (SELECT seq FROM audit_link WHERE clinic_id = '%1$s' AND n = %2$d)"
                        .formatted(clinic, n));
        owner("DELETE FROM audit_link WHERE clinic_id = '%s' AND n > %d".formatted(clinic, n));
        owner("DELETE FROM audit_checkpoint WHERE clinic_id = '%s' AND n > %d".formatted(clinic, n));
    }

    /** Changes a row and makes all hashes fit again, as one can who knows how they are made. */
    private void rewrite() throws Exception {
        owner("UPDATE call_log SET subject = 'nobody' WHERE " + row(3));
        var entries = new ArrayList<TrailEntry>();
        walk.export(() -> true, line -> {
            if (line.entry() != null) {
                entries.add(line.entry());
            }
        });
        var hash = TrailEntry.beginning(clinic);
        for (var entry : entries) {
            hash = entry.hashAfter(hash);
            owner("UPDATE audit_link SET hash = decode('%s', 'hex') WHERE clinic_id = '%s' AND n = %d"
                    .formatted(hash, clinic, entry.n()));
        }
    }

    private String hashOfLast() throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(
                        "SELECT hash FROM audit_link WHERE clinic_id = '%s' AND n = %d".formatted(clinic, ROWS))) {
            rows.next();
            return HexFormat.of().formatHex(rows.getBytes(1));
        }
    }

    private void owner(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
