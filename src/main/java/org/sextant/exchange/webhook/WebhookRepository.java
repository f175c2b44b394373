package org.sextant.exchange.webhook;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.sextant.exchange.feed.Cursor;
import org.sextant.exchange.feed.FeedPosition;
import org.sextant.exchange.feed.FeedPosition.History;
import org.sextant.exchange.webhook.Webhook.Status;
import org.sextant.identity.Caller;
import org.sextant.record.ClinicRepository;
import org.sextant.web.representation.Position;

/** The addresses of the caller's clinic. Where SQL is native, each statement names the clinic. */
@ApplicationScoped
class WebhookRepository extends ClinicRepository<Webhook> {

    /** Of a clinic, not counting those that are disabled. */
    static final int MOST = 20;

    private static final String OF_ONE = " WHERE clinic_id = :clinic AND webhook_id = :webhook";

    private static final String STATE = """
            SELECT era, timeline, xid, seq, told_era, told_timeline, failures, failing_since, last_error, last_success_at,
                   (SELECT count(*) FROM webhook_dead AS dead
                    WHERE dead.clinic_id = :clinic AND dead.webhook_id = :webhook) AS set_aside
            FROM webhook_sender
            """ + OF_ONE;

    private static final String BEGIN = """
            INSERT INTO webhook_sender (clinic_id, webhook_id, era, timeline, xid, seq, told_era, told_timeline, asked)
            VALUES (:clinic, :webhook, :era, :timeline, :xid, :seq, :toldEra, :toldTimeline, 'VERIFY')
            """;

    /** A challenge that is under way counts no more: it may have gone to another address. */
    private static final String ASK = """
            UPDATE webhook_sender SET asked = :asked, due_at = now(),
                   lease_token = lease_token + CASE WHEN CAST(:asked AS text) = 'VERIFY' THEN 1 ELSE 0 END
            """ + OF_ONE;

    /** A sender that is at work is late from now on: what it brings back counts no more. */
    private static final String MOVE = """
            UPDATE webhook_sender SET era = :era, timeline = :timeline, xid = :xid, seq = :seq, pending = '{}', due_at = now(),
                   lease_token = lease_token + 1
            """ + OF_ONE;

    private static final String RETRY =
            "UPDATE webhook_sender SET due_at = now(), failing_since = NULL, failures = 0" + OF_ONE;

    private static final String REVIVE = "UPDATE webhook_dead SET replay = true" + OF_ONE
            + " AND (CAST(:item AS text) IS NULL OR item = CAST(:item AS text))";

    private static final String ATTEMPTS = "SELECT n, at, item, status, ms, error FROM webhook_attempt" + OF_ONE
            + " AND n < :before ORDER BY n DESC LIMIT :size";

    private static final String SET_ASIDE = "SELECT item, status, tries, set_aside_at, replay FROM webhook_dead"
            + OF_ONE + " AND item > :after ORDER BY item LIMIT :size";

    private static final String FIRST_SINCE = """
            SELECT era, timeline, CAST(CAST(xid AS text) AS bigint) AS xid, seq FROM change_log
            WHERE clinic_id = :clinic AND at >= :since ORDER BY era, timeline, change_log.xid, seq LIMIT 1
            """;

    /** Whoever comes second waits for the end of the first transaction. */
    private static final String ONE_AT_A_TIME =
            "SELECT CAST(pg_advisory_xact_lock(hashtextextended('sextant.webhooks ' || CAST(:clinic AS text), 0)) AS text)";

    private final EntityManager database;
    private final Caller caller;

    WebhookRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /**
     * Requires that the clinic may have one more webhook, until the end of the transaction.
     *
     * @throws org.sextant.web.problem.ProblemException 409 where it has as many as it may have
     */
    void requireRoom() {
        database.createNativeQuery(ONE_AT_A_TIME)
                .setParameter("clinic", caller.clinic())
                .getSingleResult();
        if (count("status <> ?1", Status.DISABLED) >= MOST) {
            throw WebhookProblem.TOO_MANY_WEBHOOKS.because(
                    "The clinic has %d webhooks; stop one that is not needed (DELETE).".formatted(MOST));
        }
    }

    List<Webhook> list(Position after, int size) {
        return page("recordedAt", after, size, "true = true", new Parameters());
    }

    /** How far the sending has come. */
    SenderState state(UUID webhook) {
        var row = query(STATE, webhook)
                .addScalar("era", Integer.class)
                .addScalar("timeline", Integer.class)
                .addScalar("xid", Long.class)
                .addScalar("seq", Long.class)
                .addScalar("told_era", Integer.class)
                .addScalar("told_timeline", Integer.class)
                .addScalar("failures", Integer.class)
                .addScalar("failing_since", Instant.class)
                .addScalar("last_error", String.class)
                .addScalar("last_success_at", Instant.class)
                .addScalar("set_aside", Long.class)
                .getSingleResult();
        return new SenderState(
                new Cursor(
                        position(row),
                        new History(row.get("told_era", Integer.class), row.get("told_timeline", Integer.class))),
                row.get("failures", Integer.class),
                row.get("failing_since", Instant.class),
                row.get("last_error", String.class),
                row.get("last_success_at", Instant.class),
                row.get("set_aside", Long.class));
    }

    private static FeedPosition position(Tuple row) {
        return new FeedPosition(
                row.get("era", Integer.class),
                row.get("timeline", Integer.class),
                row.get("xid", Long.class),
                row.get("seq", Long.class));
    }

    private NativeQuery<Tuple> query(String sql, UUID webhook) {
        return database.unwrap(Session.class)
                .createNativeQuery(sql, Tuple.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("webhook", webhook);
    }

    private jakarta.persistence.Query statement(String sql, UUID webhook) {
        return database.createNativeQuery(sql)
                .setParameter("clinic", caller.clinic())
                .setParameter("webhook", webhook);
    }

    private static jakarta.persistence.Query at(jakarta.persistence.Query statement, FeedPosition position) {
        return statement
                .setParameter("era", position.era())
                .setParameter("timeline", position.timeline())
                .setParameter("xid", position.xid())
                .setParameter("seq", position.seq());
    }

    /** Begins to send to a new address behind a position, with the challenge. */
    void begin(UUID webhook, FeedPosition position, History toldIn) {
        at(statement(BEGIN, webhook), position)
                .setParameter("toldEra", toldIn.era())
                .setParameter("toldTimeline", toldIn.timeline())
                .executeUpdate();
    }

    /** Asks for a call without a change, at once. */
    void ask(UUID webhook, String what) {
        statement(ASK, webhook).setParameter("asked", what).executeUpdate();
    }

    /** Goes on behind another position, at once. */
    void move(UUID webhook, FeedPosition position) {
        at(statement(MOVE, webhook), position).executeUpdate();
    }

    /** Tries at once, as if nothing had failed. */
    void retry(UUID webhook) {
        statement(RETRY, webhook).executeUpdate();
    }

    /** Sends changes again that were set aside; returns how many. */
    int revive(UUID webhook, String item) {
        return statement(REVIVE, webhook).setParameter("item", item).executeUpdate();
    }

    /** The position before the first change since a time; empty where there is none. */
    Optional<FeedPosition> beforeFirstSince(Instant since) {
        return database
                .unwrap(Session.class)
                .createNativeQuery(FIRST_SINCE, Tuple.class)
                .addScalar("era", Integer.class)
                .addScalar("timeline", Integer.class)
                .addScalar("xid", Long.class)
                .addScalar("seq", Long.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("since", since)
                .getResultList()
                .stream()
                .findFirst()
                .map(WebhookRepository::position)
                .map(first -> new FeedPosition(first.era(), first.timeline(), first.xid(), first.seq() - 1));
    }

    /** The newest attempts first. */
    List<AttemptView> attempts(UUID webhook, long before, int size) {
        return query(ATTEMPTS, webhook)
                .addScalar("n", Long.class)
                .addScalar("at", Instant.class)
                .addScalar("item", String.class)
                .addScalar("status", Integer.class)
                .addScalar("ms", Integer.class)
                .addScalar("error", String.class)
                .setParameter("before", before)
                .setParameter("size", size)
                .getResultList()
                .stream()
                .map(row -> new AttemptView(
                        row.get("n", Long.class),
                        row.get("at", Instant.class),
                        row.get("item", String.class),
                        row.get("status", Integer.class),
                        row.get("ms", Integer.class),
                        row.get("error", String.class)))
                .toList();
    }

    /** Changes that were set aside, by their ids. */
    List<SetAsideView> setAside(UUID webhook, String after, int size) {
        return query(SET_ASIDE, webhook)
                .addScalar("item", String.class)
                .addScalar("status", Integer.class)
                .addScalar("tries", Integer.class)
                .addScalar("set_aside_at", Instant.class)
                .addScalar("replay", Boolean.class)
                .setParameter("after", after)
                .setParameter("size", size)
                .getResultList()
                .stream()
                .map(row -> new SetAsideView(
                        row.get("item", String.class),
                        row.get("status", Integer.class),
                        row.get("tries", Integer.class),
                        row.get("set_aside_at", Instant.class),
                        row.get("replay", Boolean.class)))
                .toList();
    }
}
