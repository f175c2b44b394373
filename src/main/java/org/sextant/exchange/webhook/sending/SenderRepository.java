package org.sextant.exchange.webhook.sending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.sextant.exchange.feed.FeedPosition;
import org.sextant.exchange.feed.FeedPosition.History;

/** Leases of addresses and what came of them, for all clinics. Plain JDBC, because nobody has called. */
@ApplicationScoped
class SenderRepository {

    private final DataSource database;
    private final ObjectMapper json;

    SenderRepository(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** How many addresses there are of each kind. */
    record Counts(long active, long failing, long disabled, long dead) {}

    Counts counts() throws SQLException {
        try (var connection = database.getConnection();
                var query =
                        connection.prepareStatement("SELECT active, failing, disabled, dead FROM webhook_counts()");
                var row = query.executeQuery()) {
            row.next();
            return new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    /**
     * The next address that has something to be sent, for so long; empty where there is none.
     *
     * @param served clinics of which none is wanted
     */
    Optional<Claim> claim(int seconds, List<UUID> served) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("SELECT * FROM claim_webhook(?, ?)")) {
            query.setInt(1, seconds);
            query.setArray(2, connection.createArrayOf("uuid", served.toArray()));
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(claim(row)) : Optional.empty();
            }
        }
    }

    private static Claim claim(ResultSet row) throws SQLException {
        var types = row.getString("types");
        return new Claim(
                row.getObject("clinic_id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getLong("lease_token"),
                row.getString("url"),
                types == null ? null : Set.copyOf(List.of(types.split(",", -1))),
                row.getInt("in_flight"),
                row.getObject("max_per_second", Integer.class),
                row.getString("status").equals("ACTIVE"),
                text(row.getBytes("secret")),
                text(row.getBytes("old_secret")),
                new FeedPosition(row.getInt("era"), row.getInt("timeline"), row.getLong("xid"), row.getLong("seq")),
                new History(row.getInt("told_era"), row.getInt("told_timeline")),
                Pending.of(row.getString("pending")),
                row.getString("asked"),
                row.getInt("failures"),
                row.getLong("now_ms"));
    }

    private static String text(byte[] sealed) {
        return sealed == null ? null : Base64.getEncoder().encodeToString(sealed);
    }

    /** Notes what came of a turn; false where another sender has had the address since. */
    boolean finish(Claim claim, Outcome outcome) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("SELECT finish_webhook(?, ?, ?, CAST(? AS jsonb))")) {
            query.setObject(1, claim.clinic());
            query.setObject(2, claim.webhook());
            query.setLong(3, claim.leaseToken());
            query.setString(4, json.writeValueAsString(outcome));
            try (var row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The changes that were set aside and are to be sent again. */
    List<FeedPosition> revived(Claim claim) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var clinic = connection.prepareStatement("SELECT set_config('sextant.clinic', ?, true)");
                    var query = connection.prepareStatement(
                            "SELECT era, timeline, xid, seq FROM webhook_dead"
                                    + " WHERE clinic_id = ? AND webhook_id = ? AND replay ORDER BY era, timeline, xid, seq LIMIT 64")) {
                clinic.setString(1, claim.clinic().toString());
                clinic.executeQuery().close();
                query.setObject(1, claim.clinic());
                query.setObject(2, claim.webhook());
                var found = new ArrayList<FeedPosition>();
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(new FeedPosition(rows.getInt(1), rows.getInt(2), rows.getLong(3), rows.getLong(4)));
                    }
                }
                return found;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
