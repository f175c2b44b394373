package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sextant.Database;

/** The checkpoints of a trail: deleted, thinned, of other keys. */
@QuarkusTest
class CheckpointTest extends SealedTrail {

    /** The forger has a key of his own. */
    @Test
    void aCheckpointOfAnotherKeyIsFound() throws Exception {
        rewrite();
        replaceLast(new SealingKey(exports.resolve("forger.pem")).sign(unsigned(ROWS, hashOfLast(), 3)));
        isFound("A checkpoint is not signed by the key");
        isFound("A checkpoint was removed from the database: number 3");
    }

    /** The chain is whole, and its checkpoints are not. */
    @Test
    void checkpointsThatAreDeletedAreFound() throws Exception {
        for (var number : List.of("2", "1", "3")) {
            owner("DELETE FROM audit_checkpoint WHERE clinic_id = '%s' AND number = %s".formatted(clinic, number));
            isFound("A checkpoint was removed from the database: number " + number);
        }
        // The next one does not take the number of one that is gone.
        write("GET /v1/patients/{id}");
        sealer.seal(clinic);
        isFound("A checkpoint was removed from the database: number 3");
        assertThat(Database.number("SELECT max(number) FROM audit_checkpoint WHERE clinic_id = ?", clinic))
                .isEqualTo(4);
    }

    /** Whoever has an export alone finds it as well: the end has no checkpoint. */
    @Test
    void anEndWithoutItsCheckpointIsFound() throws Exception {
        var export = export();
        var lines = Files.readAllLines(export);
        lines.removeIf(line -> line.startsWith("{\"checkpoint\"") && line.contains("\"number\":3"));
        Files.write(export, lines);
        assertThat(command(export)).startsWith("1 NOT INTACT").contains("The end is not signed");
    }

    /** Thousands of checkpoints, as after some hours: most of the old ones go, and nothing is found less. */
    @Test
    void thinningHidesNothing() throws Exception {
        var last = hashOfLast();
        for (var number = 4; number < 2560; number++) {
            insert(key.sign(unsigned(ROWS, last, number)));
        }
        write("GET /v1/patients/{id}");
        sealer.seal(clinic);
        assertThat(Database.number("SELECT count(*) FROM audit_checkpoint WHERE clinic_id = ?", clinic))
                .isEqualTo(LongStream.rangeClosed(1, 2560)
                        .filter(number -> CheckpointNumbers.stays(number, 2560))
                        .count())
                .isLessThan(2000);
        assertThat(walk.verify().findings()).isEmpty();
        assertThat(command()).startsWith("0 INTACT");
        owner("DELETE FROM audit_checkpoint WHERE clinic_id = '%s' AND number = 2048".formatted(clinic));
        isFound("A checkpoint was removed from the database: number 2048");
        cutAfter(20);
        isFound("at 21: The end was cut off");
    }

    @Test
    void theServiceCannotDeleteCheckpoints() throws Exception {
        try (var service = Database.asService();
                var statement = service.createStatement()) {
            statement.execute("SET ROLE sextant_runtime");
            assertThatThrownBy(() -> statement.execute("DELETE FROM audit_checkpoint"))
                    .hasMessageContaining("permission denied");
        }
    }

    /** As the service did before checkpoints had numbers. */
    @Test
    void aChainThatWasSignedWithoutNumbersGoesOn() throws Exception {
        var other = UUID.randomUUID();
        caller.actFor(other);
        owner(insert(other, "GET /v1/patients/{id}"));
        trail.inTransaction(() -> {
            var link = trail.settled(chain.head(), 1).get(0).at(1, TrailEntry.beginning(other));
            chain.link(List.of(link));
            chain.store(key.sign(Checkpoint.unsigned(other, 1, link.hash(), LONG_AGO, 0)));
            return link;
        });
        assertThat(walk.verify().findings()).isEmpty();
        assertThat(command()).startsWith("0 INTACT: 1 entries, 1 checkpoints, signed up to 1");
        owner(insert(other, "GET /v1/patients/{id}"));
        sealer.seal(other);
        assertThat(walk.verify().findings()).isEmpty();
        assertThat(command()).startsWith("0 INTACT: 2 entries, 2 checkpoints, signed up to 2");
    }

    @Test
    void aChainGoesOnWithANewKey() throws Exception {
        var file = exports.resolve("new-key.pem");
        var former = directory.resolve("audit-key.pub.pem");
        var alone = SealingKey.publicFile(file);
        new SealingKey(file);
        Files.copy(alone, exports.resolve("alone.pem"));
        Files.writeString(alone, Files.readString(former), StandardOpenOption.APPEND);
        var renewed = new SealingKey(file);
        var later = new TrailWalk(trail, chain, checkpoints, renewed, caller);
        assertThat(later.verify().findings())
                .extracting(ChainCheck.Finding::what)
                .containsExactly("The last checkpoint is signed by a key that was replaced");

        // Although there is no new row.
        new ClinicSealer(trail, chain, renewed, checkpoints, caller, time).seal(clinic);
        assertThat(later.verify().findings()).isEmpty();
        var export = export();
        assertThat(commandWith(export, alone)).startsWith("0 INTACT: 30 entries, 4 checkpoints, signed up to 30");
        assertThat(commandWith(export, exports.resolve("alone.pem"), former)).startsWith("0 INTACT");
        assertThat(commandWith(export, exports.resolve("alone.pem"))).startsWith("1 NOT INTACT");

        // Whoever has the former key goes on with it: neither the service nor an auditor lets that pass.
        assertThatThrownBy(() -> sealer.seal(clinic)).isInstanceOf(ChainContradiction.class);
        insert(key.sign(unsigned(ROWS, hashOfLast(), 5)));
        assertThat(later.verify().findings())
                .extracting(ChainCheck.Finding::what)
                .contains("A checkpoint is signed by a key that was replaced before");
    }

    /** Another replica has signed last: this one knows it before it signs the next. */
    @Test
    void whatAnotherReplicaHasSignedComesIntoTheFile() throws Exception {
        var file = exports.resolve("own.ndjson");
        var copy = new CheckpointCopy(Optional.empty(), file, json, threads);
        var own = new CheckpointFile(file, copy, json);
        write("GET /v1/patients/{id}");
        new ClinicSealer(trail, chain, key, own, caller, time).seal(clinic);
        assertThat(own.of(clinic)).extracting(Checkpoint::number).containsExactly(3L, 4L);
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
}
