package org.sextant.audit.log;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.sextant.identity.Caller;
import org.sextant.web.RequestIds;
import org.sextant.web.Routes;

/**
 * Sets the clinic and the caller in the database, in the first statement of a transaction. Without the clinic,
 * row-level security hides all rows; without the caller, the triggers of the history refuse every write. The first
 * statement also writes the row of the call into the audit trail, with the status of success; a failure rolls back the
 * row too.
 */
@ApplicationScoped
public class AuditRepository {

    private static final int NOT_MODIFIED = 304;

    private static final String SET_CONTEXT = """
            SELECT set_config('sextant.clinic', :clinic, true), set_config('sextant.subject', :subject, true),
                   set_config('sextant.role', :role, true), set_config('sextant.request_id', :requestId, true)\
            """;
    private static final String AND_RECORD_CALL = """
            , record_call(:issuer, :client, :action, :status, :collection, CAST(:record AS uuid))\
            """;
    private static final String AND_RECORD_UNCHANGED = """
            , record_unchanged(:issuer, :client, :action, CAST(:record AS uuid), :versions)\
            """;
    private static final String ATTRIBUTED = AuditRepository.class.getName() + ".attributed";
    private static final String SNAPSHOT = AuditRepository.class.getName() + ".snapshot";

    private final EntityManager database;
    private final TransactionSynchronizationRegistry transaction;
    private final Caller caller;
    private final CurrentVertxRequest request;
    private final Routes routes;
    private final AuditEventState row;

    AuditRepository(
            EntityManager database,
            TransactionSynchronizationRegistry transaction,
            Caller caller,
            CurrentVertxRequest request,
            Routes routes,
            AuditEventState row) {
        this.database = database;
        this.transaction = transaction;
        this.caller = caller;
        this.request = request;
        this.routes = routes;
        this.row = row;
    }

    /** Attributes this transaction to the caller, and records the call where it has no row yet. Once a transaction. */
    void beginCall() {
        if (transaction.getResource(ATTRIBUTED) != null) {
            return;
        }
        var call = request.getCurrent();
        if (call == null || row.isWritten()) {
            attributeToCaller();
            return;
        }
        var operation = AuditedOperation.of(call, routes);
        transaction.putResource(ATTRIBUTED, true);
        write(AuditEvent.of(operation, operation.success(), caller, RequestIds.of(call)));
        trackOutcome(operation.success());
    }

    /** As {@link #beginCall}, for a transaction that only reads; with {@code snapshot}, all reads see one moment. */
    void beginRead(boolean snapshot) {
        var session = database.unwrap(Session.class);
        session.setDefaultReadOnly(true);
        session.setHibernateFlushMode(FlushMode.MANUAL);
        if (snapshot) {
            database.createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                    .executeUpdate();
            transaction.putResource(SNAPSHOT, true);
        }
        beginCall();
    }

    /** True inside a transaction whose reads all see one moment. */
    public boolean readsOneMoment() {
        return transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION
                && transaction.getResource(SNAPSHOT) != null;
    }

    /** Makes all reads of the current transaction see one moment, for transactions that no resource has begun. */
    public void beginMoment() {
        beginRead(true);
    }

    /** As {@link #beginMoment}, for a transaction of one further statement, which sees one moment by itself. */
    public void beginStatement() {
        beginRead(false);
    }

    /** Attributes this transaction to the caller, without a row for the call. */
    public void attributeToCaller() {
        attribute(caller.subject(), caller.roles());
        transaction.putResource(ATTRIBUTED, true);
    }

    /** Attributes the rest of this transaction to the service, for work such as creating a clinic's first protocols. */
    public void attributeToService() {
        attribute("sextant", "SERVICE");
    }

    /** Records the call with the status of its answer, in a transaction that is already attributed. */
    public void recordCall(int status) {
        var call = request.getCurrent();
        write(AuditEvent.of(AuditedOperation.of(call, routes), status, caller, RequestIds.of(call)));
        trackOutcome(status);
    }

    /** States another answer in the row that this transaction has written. */
    void stateAnswer(int status) {
        database.createNativeQuery("SELECT state_answer(:status)")
                .setParameter("status", status)
                .getSingleResult();
        row.markWritten(status);
    }

    /** Records a call that has no row yet, in a new transaction. */
    void record(AuditEvent event) {
        QuarkusTransaction.requiringNew().run(() -> write(event));
    }

    /**
     * Records this call with 304 where the chart of the course has still one of the versions, in a transaction of its
     * own, with one statement. Where it has not, nothing is recorded.
     *
     * @return the version of the chart; empty where it is another one, and where the clinic has no such course
     */
    public Optional<Long> recordUnchanged(UUID course, List<Long> versions) {
        var call = request.getCurrent();
        var operation = AuditedOperation.of(call, routes).about("courses", course);
        var event = AuditEvent.of(operation, NOT_MODIFIED, caller, RequestIds.of(call));
        var version = QuarkusTransaction.requiringNew().call(() -> {
            var context = (Object[]) bound(database.createNativeQuery(SET_CONTEXT + AND_RECORD_UNCHANGED), event)
                    .setParameter("versions", versions.toArray(Long[]::new))
                    .getSingleResult();
            return Optional.ofNullable((Long) context[context.length - 1]);
        });
        if (version.isPresent()) {
            row.markWritten(NOT_MODIFIED);
        }
        return version;
    }

    private void attribute(String subject, String role) {
        database.createNativeQuery(SET_CONTEXT)
                .setParameter("clinic", caller.clinic().toString())
                .setParameter("subject", subject)
                .setParameter("role", role)
                .setParameter("requestId", RequestIds.of(request.getCurrent()))
                .getSingleResult();
    }

    private void write(AuditEvent event) {
        bound(database.createNativeQuery(SET_CONTEXT + AND_RECORD_CALL), event)
                .setParameter("status", event.status())
                .setParameter("collection", event.call().collection())
                .getSingleResult();
    }

    private static Query bound(Query query, AuditEvent event) {
        return query.setParameter("clinic", event.clinic().toString())
                .setParameter("subject", event.subject())
                .setParameter("role", event.roles())
                .setParameter("requestId", event.requestId())
                .setParameter("issuer", event.issuer())
                .setParameter("client", event.client())
                .setParameter("action", event.call().action())
                .setParameter("record", event.record());
    }

    private void trackOutcome(int status) {
        row.markWritten(status);
        transaction.registerInterposedSynchronization(new RowOutcome(row));
    }
}
