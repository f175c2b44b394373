package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sextant.Database;

/**
 * Whoever may write to the database as its owner cannot change the trail unseen. Each test tampers
 * with a trail of its own behind the service's back.
 */
@QuarkusTest
class TamperingTest extends SealedTrail {

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
        assertThatThrownBy(() -> sealer.seal(clinic)).isInstanceOf(ChainContradiction.class);
        isFound("at 21: The end was cut off");
    }

    @Test
    void aTrailThatIsWrittenAnewIsFound() throws Exception {
        rewrite();
        isFound("The chain was rebuilt");
        owner("DELETE FROM audit_checkpoint WHERE clinic_id = '%s'".formatted(clinic));
        isFound("The chain was rebuilt");
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
}
