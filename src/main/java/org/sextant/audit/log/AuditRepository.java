package org.sextant.audit.log;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.sextant.identity.Caller;
import org.sextant.web.RequestIds;
import org.sextant.web.Routes;

/**
 * Tells the database for whom a transaction runs, in its first statement: whose clinic, without which row-level security
 * shows nothing, and who, without which the triggers of the journal refuse every write. The same statement writes the row
 * of the call into the trail, as if all will go well; where it does not, the row is rolled back with the rest.
 */
@ApplicationScoped
public class AuditRepository {

    private static final String FOR_WHOM = """
            SELECT set_config('sextant.clinic', :clinic, true), set_config('sextant.subject', :subject, true),
                   set_config('sextant.role', :role, true), set_config('sextant.request_id', :requestId, true)\
            """;
    private static final String AND_ROW = """
            , record_call(:issuer, :client, :action, :status, :collection, CAST(:record AS uuid))\
            """;
    private static final String ATTRIBUTED = AuditRepository.class.getName() + ".attributed";
    private static final String ONE_MOMENT = AuditRepository.class.getName() + ".oneMoment";

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

    /** Attributes this transaction, and with it records the call unless that is done already. Once is enough. */
    void beginCall() {
        if (transaction.getResource(ATTRIBUTED) != null) {
            return;
        }
        var called = request.getCurrent();
        if (called == null || row.isWritten()) {
            attributeToCaller();
            return;
        }
        var call = AuditedOperation.of(called.request(), routes);
        transaction.putResource(ATTRIBUTED, true);
        write(AuditEvent.of(call, call.success(), caller, RequestIds.of(called)));
        expect(call.success());
    }

    /** The same for a transaction that only reads; {@code oneMoment} lets all its reads see one and the same. */
    void beginRead(boolean oneMoment) {
        var session = database.unwrap(Session.class);
        session.setDefaultReadOnly(true);
        session.setHibernateFlushMode(FlushMode.MANUAL);
        if (oneMoment) {
            database.createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                    .executeUpdate();
            transaction.putResource(ONE_MOMENT, true);
        }
        beginCall();
    }

    /** True inside a transaction whose reads see one moment. */
    public boolean readsOneMoment() {
        return transaction.getTransactionStatus() != Status.STATUS_NO_TRANSACTION
                && transaction.getResource(ONE_MOMENT) != null;
    }

    /** Begins a transaction of reads that see one moment, outside of a resource that does so itself. */
    public void beginMoment() {
        beginRead(true);
    }

    /** Attributes this transaction to the caller of the request; the call itself is recorded elsewhere. */
    public void attributeToCaller() {
        attribute(caller.subject(), caller.roles());
        transaction.putResource(ATTRIBUTED, true);
    }

    /** Attributes the rest of this transaction to the service itself, such as the seeding of a clinic's protocols. */
    public void attributeToService() {
        attribute("sextant", "SERVICE");
    }

    /** Records the call in this transaction, which was attributed, now that its answer is known. */
    public void recordCall(int status) {
        var called = request.getCurrent();
        write(AuditEvent.of(AuditedOperation.of(called.request(), routes), status, caller, RequestIds.of(called)));
        expect(status);
    }

    /** Records a call that has no row yet, in a transaction of its own. */
    void record(AuditEvent line) {
        QuarkusTransaction.requiringNew().run(() -> write(line));
    }

    private void attribute(String subject, String role) {
        database.createNativeQuery(FOR_WHOM)
                .setParameter("clinic", caller.clinic().toString())
                .setParameter("subject", subject)
                .setParameter("role", role)
                .setParameter("requestId", RequestIds.of(request.getCurrent()))
                .getSingleResult();
    }

    private void write(AuditEvent line) {
        database.createNativeQuery(FOR_WHOM + AND_ROW)
                .setParameter("clinic", line.clinic().toString())
                .setParameter("subject", line.subject())
                .setParameter("role", line.roles())
                .setParameter("requestId", line.requestId())
                .setParameter("issuer", line.issuer())
                .setParameter("client", line.client())
                .setParameter("action", line.call().action())
                .setParameter("status", line.status())
                .setParameter("collection", line.call().collection())
                .setParameter("record", line.record())
                .getSingleResult();
    }

    private void expect(int status) {
        row.write(status);
        var written = row;
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // What was written stays as it is.
            }

            @Override
            public void afterCompletion(int outcome) {
                if (outcome != Status.STATUS_COMMITTED) {
                    written.lose();
                }
            }
        });
    }
}
