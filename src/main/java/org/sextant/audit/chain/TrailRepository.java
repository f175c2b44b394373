package org.sextant.audit.chain;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.sextant.audit.log.AuditRepository;
import org.sextant.identity.Caller;

/** The audit trail of the caller's clinic, with the links of the chain. Native SQL: each statement names the clinic. */
@ApplicationScoped
class TrailRepository {

    private static final String ROW = """
            trail.kind, CAST(coalesce(link.xid, trail.xid) AS text) AS xid, coalesce(link.seq, trail.seq) AS seq, trail.at, trail.issuer,
            trail.subject, trail.role, trail.client, trail.request_id, trail.action, trail.status, trail.resource_type,
            trail.resource_id, trail.patient_id, link.n, encode(link.hash, 'hex') AS hash
            """;
    private static final String SAME_ROW =
            "trail.clinic_id = link.clinic_id AND trail.xid = link.xid AND trail.seq = link.seq";

    /** One index lookup for each link: a join would read the whole audit trail for each piece of the chain. */
    private static final String ROW_OF_LINK =
            " JOIN LATERAL (SELECT * FROM audit_trail AS trail WHERE " + SAME_ROW + " LIMIT 1) AS trail ON true";

    private static final String CHAIN = "SELECT " + ROW + " FROM audit_link AS link LEFT" + ROW_OF_LINK
            + " WHERE link.clinic_id = :clinic AND link.n > :after AND link.n <= :after + :size ORDER BY link.n";

    private static final String LIST = "SELECT " + ROW + " FROM audit_link AS link%s"
            + " WHERE link.clinic_id = :clinic AND link.n > :after %s ORDER BY link.n LIMIT :size";

    /** A patient has few rows, and an index finds them. */
    private static final String ROWS_OF_PATIENT = " JOIN audit_trail AS trail ON " + SAME_ROW;

    /** Skips links that were sealed more than one hour before {@code from}. */
    private static final String SINCE = """
            AND link.n > coalesce((SELECT n FROM audit_checkpoint
                                   WHERE clinic_id = :clinic AND at < CAST(:from AS timestamptz) - interval '1 hour'
                                   ORDER BY n DESC LIMIT 1), 0)
            AND trail.at >= :from""";

    /** Rows before the end of the chain that have no link. */
    private static final String STRAY =
            "SELECT " + ROW + " FROM audit_trail AS trail LEFT JOIN audit_link AS link ON " + SAME_ROW + """
             WHERE trail.clinic_id = :clinic AND link.n IS NULL AND (trail.xid, trail.seq) <
                (SELECT xid, seq FROM audit_link WHERE clinic_id = :clinic ORDER BY n DESC LIMIT 1)
            LIMIT :size
            """;

    /** Rows after the end of the chain, of transactions older than every open one: no new row can precede them. */
    private static final String SETTLED = "SELECT " + ROW + """
             FROM audit_trail AS trail LEFT JOIN audit_link AS link ON false
            WHERE trail.clinic_id = :clinic AND (trail.xid, trail.seq) > (CAST(:xid AS xid8), :seq)
              AND trail.xid < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY trail.xid, trail.seq LIMIT :size
            """;

    /** A count of unsealed rows ends here, so that it costs little however long sealing has stood still. */
    private static final int MOST_COUNTED = 10_000;

    private final EntityManager database;
    private final AuditRepository audit;
    private final Caller caller;

    TrailRepository(EntityManager database, AuditRepository audit, Caller caller) {
        this.database = database;
        this.audit = audit;
        this.caller = caller;
    }

    /** The filters of the list; null where a filter is not set. {@code from} is inclusive, {@code to} is exclusive. */
    record Filters(UUID patientId, String subject, Instant from, Instant to) {}

    /** Runs a step for the caller's clinic in a new transaction. */
    <T> T inTransaction(Supplier<T> step) {
        return QuarkusTransaction.requiringNew().call(() -> {
            audit.attributeToCaller();
            return step.get();
        });
    }

    /** At most {@code size} entries that match the filters, after a place in the chain, in the order of the chain. */
    List<TrailEntry> list(Filters filters, long after, int size) {
        var conditions = new TreeMap<String, Object>();
        putUnlessNull(conditions, "AND trail.patient_id = :patient", filters.patientId());
        putUnlessNull(conditions, "AND trail.subject = :subject", filters.subject());
        putUnlessNull(conditions, SINCE, filters.from());
        putUnlessNull(conditions, "AND trail.at < :to", filters.to());
        var rows = filters.patientId() == null ? ROW_OF_LINK : ROWS_OF_PATIENT;
        var query = query(LIST.formatted(rows, String.join(" ", conditions.keySet())))
                .setParameter("after", after);
        conditions.forEach((condition, value) -> query.setParameter(condition.replaceFirst("(?s).*:", ""), value));
        return entries(query, size);
    }

    private static void putUnlessNull(Map<String, Object> conditions, String condition, Object value) {
        if (value != null) {
            conditions.put(condition, value);
        }
    }

    /** The links after a place with their rows. See {@link TrailEntry#isRowMissing} for a link whose row is removed. */
    List<TrailEntry> chain(long after, int size) {
        return entries(query(CHAIN).setParameter("after", after), size);
    }

    /** Rows without a link, in a part of the audit trail that is already sealed. */
    List<TrailEntry> strays(int size) {
        return entries(query(STRAY), size);
    }

    /** The clinics with unsealed rows. */
    List<UUID> clinicsToSeal() {
        return database
                .unwrap(Session.class)
                .createNativeQuery("SELECT clinics_to_seal() AS clinic", Tuple.class)
                .addScalar("clinic", UUID.class)
                .getResultList()
                .stream()
                .map(row -> row.get("clinic", UUID.class))
                .toList();
    }

    /** True where a clinic's chain ends with a transaction that this server has not given out yet. */
    boolean isAhead() {
        return (boolean) database.createNativeQuery("SELECT trail_is_ahead()").getSingleResult();
    }

    /** How far the trail of each clinic is sealed. */
    List<SealingState> sealingStates() {
        return database
                .unwrap(Session.class)
                .createNativeQuery("SELECT clinic, unsealed, oldest FROM sealing_state(:most)", Tuple.class)
                .addScalar("clinic", UUID.class)
                .addScalar("unsealed", Long.class)
                .addScalar("oldest", Instant.class)
                .setParameter("most", MOST_COUNTED)
                .getResultList()
                .stream()
                .map(row -> new SealingState(
                        row.get("clinic", UUID.class),
                        row.get("unsealed", Long.class),
                        row.get("oldest", Instant.class)))
                .toList();
    }

    /** The settled rows after the head, in order: no open transaction can add a row before them. */
    List<TrailEntry> settled(ChainRepository.Head head, int size) {
        return entries(query(SETTLED).setParameter("xid", head.xid()).setParameter("seq", head.seq()), size);
    }

    private NativeQuery<Tuple> query(String sql) {
        return database.unwrap(Session.class)
                .createNativeQuery(sql, Tuple.class)
                .setParameter("clinic", caller.clinic());
    }

    private static List<TrailEntry> entries(NativeQuery<Tuple> query, int size) {
        return query
                .addScalar("n", Long.class)
                .addScalar("kind", String.class)
                .addScalar("xid", String.class)
                .addScalar("seq", Long.class)
                .addScalar("at", Instant.class)
                .addScalar("issuer", String.class)
                .addScalar("subject", String.class)
                .addScalar("role", String.class)
                .addScalar("client", String.class)
                .addScalar("request_id", String.class)
                .addScalar("action", String.class)
                .addScalar("status", Integer.class)
                .addScalar("resource_type", String.class)
                .addScalar("resource_id", String.class)
                .addScalar("patient_id", UUID.class)
                .addScalar("hash", String.class)
                .setParameter("size", size)
                .getResultList()
                .stream()
                .map(TrailRepository::entry)
                .toList();
    }

    private static TrailEntry entry(Tuple row) {
        return new TrailEntry(
                row.get("n", Long.class),
                row.get("kind", String.class),
                row.get("xid", String.class),
                row.get("seq", Long.class),
                row.get("at", Instant.class),
                row.get("issuer", String.class),
                row.get("subject", String.class),
                row.get("role", String.class),
                row.get("client", String.class),
                row.get("request_id", String.class),
                row.get("action", String.class),
                row.get("status", Integer.class),
                row.get("resource_type", String.class),
                row.get("resource_id", String.class),
                row.get("patient_id", UUID.class),
                row.get("hash", String.class));
    }
}
