package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.Database;
import org.sextant.identity.Caller;

/** A clinic of its own whose trail is sealed in three steps, and the hands of who tampers with it. */
abstract class SealedTrail {

    static final int ROWS = 30;
    static final Instant LONG_AGO = Instant.parse("2026-01-05T09:00:00Z");

    final UUID clinic = UUID.randomUUID();

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

    @Inject
    TrailRepository trail;

    @Inject
    ChainRepository chain;

    @Inject
    SealingKey key;

    @Inject
    CheckpointFile checkpoints;

    @Inject
    InstantSource time;

    @ConfigProperty(name = "sextant.data-dir")
    Path directory;

    @TempDir
    Path exports;

    /** Whoever tampers; each statement is a transaction of its own. */
    Connection owner;

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

    final void isFound(String what) throws Exception {
        var outcome = walk.verify();
        assertThat(outcome.intact()).isFalse();
        assertThat(outcome.findings())
                .extracting(one -> "at " + one.n() + ": " + one.what())
                .anyMatch(finding -> finding.contains(what));
        assertThat(command()).startsWith("1 NOT INTACT").contains(what);
    }

    /** What the auditors' command says of an export that is made now. */
    final String command() throws Exception {
        return command(export());
    }

    final String command(Path export) {
        return commandWith(export, directory.resolve("audit-key.pub.pem"));
    }

    static String commandWith(Path export, Path... keys) {
        var out = new ByteArrayOutputStream();
        var code = VerifyTrail.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Stream.concat(Stream.of(export), Stream.of(keys))
                        .map(Path::toString)
                        .toArray(String[]::new));
        return code + " " + out.toString(StandardCharsets.UTF_8);
    }

    final Path export() throws IOException {
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

    final void write(String action) throws SQLException {
        owner(insert(clinic, action));
    }

    static String insert(UUID clinic, String action) {
        return """
                INSERT INTO call_log (clinic_id, issuer, subject, role, request_id, action, status, patient_id)
                VALUES ('%s', 'issuer', 'nurse: "é"', 'NURSE', 'r', '%s', 200, gen_random_uuid())
                """.formatted(clinic, action);
    }

    /** The row of the trail at a place of the chain. */
    final String row(int n) {
        return "clinic_id = '%1$s' AND (xid, seq) = (SELECT xid, seq FROM audit_link WHERE clinic_id = '%1$s' AND n = %2$d)"
                .formatted(clinic, n);
    }

    /** Takes all that the database has of the end. */
    final void cutAfter(int n) throws SQLException {
        owner(
                "DELETE FROM call_log WHERE clinic_id = '%1$s' AND seq > (SELECT seq FROM audit_link WHERE clinic_id = '%1$s' AND n = %2$d)"
                        .formatted(clinic, n));
        owner("DELETE FROM audit_link WHERE clinic_id = '%s' AND n > %d".formatted(clinic, n));
        owner("DELETE FROM audit_checkpoint WHERE clinic_id = '%s' AND n > %d".formatted(clinic, n));
    }

    /** Changes a row and makes all hashes fit again, as one can who knows how they are made. */
    final void rewrite() throws Exception {
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

    final Checkpoint unsigned(long n, String hash, long number) {
        return Checkpoint.unsigned(clinic, n, hash, LONG_AGO, number);
    }

    final void replaceLast(Checkpoint by) throws SQLException {
        owner("DELETE FROM audit_checkpoint WHERE clinic_id = '%s' AND n = %d".formatted(clinic, by.n()));
        insert(by);
    }

    /** Puts a checkpoint into the database behind the service's back. */
    final void insert(Checkpoint made) throws SQLException {
        owner("INSERT INTO audit_checkpoint VALUES ('%s', %d, decode('%s', 'hex'), '%s', decode('%s', 'base64'), %d)"
                .formatted(made.clinicId(), made.n(), made.hash(), made.at(), made.signature(), made.number()));
    }

    final String hashOfLast() throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(
                        "SELECT hash FROM audit_link WHERE clinic_id = '%s' AND n = %d".formatted(clinic, ROWS))) {
            rows.next();
            return HexFormat.of().formatHex(rows.getBytes(1));
        }
    }

    final void owner(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
