package org.sextant.access.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.sextant.record.ClinicRepository;

/** What was revoked: of the caller's clinic, and, for judging tokens, of all clinics. */
@ApplicationScoped
class TokenRevocationRepository extends ClinicRepository<TokenRevocation> {

    private final DataSource database;

    TokenRevocationRepository(DataSource database) {
        this.database = database;
    }

    /** The revocations of all clinics after {@code since}. Plain JDBC: it runs outside of any request. */
    List<RevocationList.Entry> since(Instant since) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "SELECT clinic_id, jti, sub, recorded_at FROM revocations_since(?)")) {
            query.setTimestamp(1, Timestamp.from(since));
            var found = new ArrayList<RevocationList.Entry>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new RevocationList.Entry(
                            rows.getObject(1, UUID.class),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getTimestamp(4).toInstant()));
                }
            }
            return found;
        }
    }

    /** Forgets those of all clinics from before that time; tells how many there were. */
    int purge(Instant before) throws SQLException {
        try (var connection = database.getConnection();
                var forget = connection.prepareStatement("SELECT forget_revocations(?)")) {
            forget.setTimestamp(1, Timestamp.from(before));
            try (var answer = forget.executeQuery()) {
                answer.next();
                return answer.getInt(1);
            }
        }
    }
}
