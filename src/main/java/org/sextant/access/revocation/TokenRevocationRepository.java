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

/** The revocations of the caller's clinic, and, for the verification of tokens, of all clinics. */
@ApplicationScoped
class TokenRevocationRepository extends ClinicRepository<TokenRevocation> {

    private final DataSource watch;

    /** @param watch the connections of the service's own looks, which do not wait behind requests */
    TokenRevocationRepository(@io.quarkus.agroal.DataSource("watch") DataSource watch) {
        this.watch = watch;
    }

    /** The revocations of all clinics after {@code since}. Plain JDBC, because the query runs outside of requests. */
    List<RevocationList.Entry> since(Instant since) throws SQLException {
        try (var connection = watch.getConnection();
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

    /** Deletes the revocations of all clinics before {@code before}; returns their number. */
    int purge(Instant before) throws SQLException {
        try (var connection = watch.getConnection();
                var purge = connection.prepareStatement("SELECT forget_revocations(?)")) {
            purge.setTimestamp(1, Timestamp.from(before));
            try (var answer = purge.executeQuery()) {
                answer.next();
                return answer.getInt(1);
            }
        }
    }
}
