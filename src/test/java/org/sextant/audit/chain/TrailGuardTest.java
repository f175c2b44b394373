package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.sextant.Database;

/** A trail that was restored into a younger server is noticed. */
@QuarkusTest
class TrailGuardTest {

    @Test
    void aChainThatEndsInTheFutureIsAhead() throws Exception {
        try (var owner = Database.asOwner()) {
            owner.setAutoCommit(false);
            assertThat(isAhead(owner)).isFalse();
            link(owner, 1, "1");
            assertThat(isAhead(owner)).isFalse();
            link(owner, 2, "123456789012345");
            assertThat(isAhead(owner)).isTrue();
            owner.rollback();
            assertThat(isAhead(owner)).isFalse();
        }
    }

    private static void link(Connection owner, int n, String xid) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute("SET LOCAL sextant.all_clinics = 'on'");
            statement.execute("INSERT INTO audit_link (clinic_id, n, xid, seq, hash) VALUES"
                    + " ('ffffffff-ffff-4fff-bfff-ffffffffffff', %d, '%s', %d, sha256('x'))".formatted(n, xid, n));
        }
    }

    private static boolean isAhead(Connection owner) throws SQLException {
        try (var rows = owner.createStatement().executeQuery("SELECT trail_is_ahead()")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
