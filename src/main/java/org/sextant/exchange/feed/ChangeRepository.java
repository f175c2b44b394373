package org.sextant.exchange.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.sextant.identity.Caller;

/**
 * The changes of the caller's clinic. Native SQL: each statement names the clinic. One statement reads the changes, the
 * horizon and the floor, because all of them must be of one moment: of two, a change could be removed or committed in
 * between.
 */
@ApplicationScoped
class ChangeRepository {

    /** A filter that hides much ends a page here, so that no page costs more than another. */
    private static final int MOST_LOOKED_AT = 5000;

    private static final String HORIZON =
            "WITH horizon AS MATERIALIZED (SELECT era, timeline, xid FROM feed_horizon()), ";

    private static final String READABLE =
            "clinic_id = :clinic AND (era, timeline, xid) < (horizon.era, horizon.timeline, horizon.xid)";

    private static final String NO_CHANGE =
            ", NULL, NULL, 0, NULL, CAST(NULL AS timestamptz), CAST(NULL AS uuid), CAST(NULL AS uuid)";

    private static final String BOUNDS = """
            UNION ALL SELECT 'HORIZON', era, timeline, CAST(xid AS text), (SELECT count(*) FROM looked_at)%1$s FROM horizon
            UNION ALL SELECT 'FLOOR', era, timeline, CAST(xid AS text), seq%1$s FROM feed_floor WHERE clinic_id = :clinic
            """.formatted(NO_CHANGE);

    private static final String END = """
            (SELECT 'END' AS kind, era, timeline, CAST(xid AS text) AS xid, seq, type, id, version, change, at, session_id, course_id
             FROM looked_at ORDER BY era DESC, timeline DESC, looked_at.xid DESC, seq DESC LIMIT 1)
            """;

    private static final String AFTER = HORIZON + """
            looked_at AS MATERIALIZED (
                SELECT line.* FROM horizon CROSS JOIN LATERAL (
                    SELECT * FROM change_log
                    WHERE %s AND (era, timeline, xid, seq) > (:era, :timeline, CAST(:xid AS xid8), :seq)
                    ORDER BY era, timeline, xid, seq LIMIT :most) AS line
            )
            """.formatted(READABLE) + END + """
            UNION ALL
            (SELECT 'CHANGE', era, timeline, CAST(xid AS text), seq, type, id, version, change, at, session_id, course_id
             FROM looked_at WHERE type = ANY (:types) AND (CAST(:session AS uuid) IS NULL OR session_id = CAST(:session AS uuid))
             ORDER BY era, timeline, looked_at.xid, seq LIMIT :size)
            """ + BOUNDS;

    private static final String NEWEST = HORIZON + """
            looked_at AS MATERIALIZED (
                SELECT line.* FROM horizon CROSS JOIN LATERAL (
                    SELECT * FROM change_log WHERE %s
                    ORDER BY era DESC, timeline DESC, xid DESC, seq DESC LIMIT 1) AS line
            )
            """.formatted(READABLE) + END + BOUNDS;

    private final EntityManager database;
    private final Caller caller;

    ChangeRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /** At most {@code size} changes behind a position that the filter shows. */
    FeedSlice after(FeedPosition position, ChangeFilter filter, int size) {
        var rows = query(AFTER)
                .setParameter("era", position.era())
                .setParameter("timeline", position.timeline())
                .setParameter("xid", String.valueOf(position.xid()))
                .setParameter("seq", position.seq())
                .setParameter("most", MOST_LOOKED_AT)
                .setParameter("types", filter.types().toArray(String[]::new))
                .setParameter("session", filter.sessionId())
                .setParameter("size", size)
                .getResultList();
        return slice(rows);
    }

    /** The newest position that can be read, without a change. */
    FeedSlice newest() {
        return slice(query(NEWEST).getResultList());
    }

    private NativeQuery<Tuple> query(String sql) {
        return database.unwrap(Session.class)
                .createNativeQuery(sql, Tuple.class)
                .addScalar("kind", String.class)
                .addScalar("era", Integer.class)
                .addScalar("timeline", Integer.class)
                .addScalar("xid", String.class)
                .addScalar("seq", Long.class)
                .addScalar("type", String.class)
                .addScalar("id", String.class)
                .addScalar("version", Integer.class)
                .addScalar("change", String.class)
                .addScalar("at", Instant.class)
                .addScalar("session_id", UUID.class)
                .addScalar("course_id", UUID.class)
                .setParameter("clinic", caller.clinic());
    }

    private static FeedSlice slice(List<Tuple> rows) {
        // The seq of the horizon's row is the number of rows that were looked at.
        var horizon = only(rows, "HORIZON");
        return new FeedSlice(
                rows.stream()
                        .filter(row -> isOf(row, "CHANGE"))
                        .map(ChangeRepository::change)
                        .sorted(Comparator.comparing(Change::position))
                        .toList(),
                only(rows, "END"),
                horizon.seq() < MOST_LOOKED_AT,
                only(rows, "FLOOR"),
                new FeedPosition(horizon.era(), horizon.timeline(), horizon.xid(), 0));
    }

    private static boolean isOf(Tuple row, String kind) {
        return kind.equals(row.get("kind", String.class));
    }

    private static FeedPosition only(List<Tuple> rows, String kind) {
        return rows.stream()
                .filter(row -> isOf(row, kind))
                .map(ChangeRepository::position)
                .findFirst()
                .orElse(null);
    }

    private static FeedPosition position(Tuple row) {
        return new FeedPosition(
                row.get("era", Integer.class),
                row.get("timeline", Integer.class),
                Long.parseLong(row.get("xid", String.class)),
                row.get("seq", Long.class));
    }

    private static Change change(Tuple row) {
        return new Change(
                position(row),
                row.get("type", String.class),
                row.get("id", String.class),
                row.get("version", Integer.class),
                ChangeKind.valueOf(row.get("change", String.class)),
                row.get("at", Instant.class),
                row.get("session_id", UUID.class),
                row.get("course_id", UUID.class),
                null);
    }
}
