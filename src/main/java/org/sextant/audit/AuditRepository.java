package org.sextant.audit;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import org.sextant.http.RequestIds;
import org.sextant.identity.Caller;

/**
 * Tells the database for whom a transaction runs. The triggers on the clinical tables need it
 * to write their audit rows; a write for nobody fails.
 */
@ApplicationScoped
public class AuditRepository {

    private final EntityManager database;
    private final Caller caller;
    private final CurrentVertxRequest request;

    AuditRepository(EntityManager database, Caller caller, CurrentVertxRequest request) {
        this.database = database;
        this.caller = caller;
        this.request = request;
    }

    /** Attributes this transaction to the caller of the request. */
    void attributeToCaller() {
        attribute(caller.subject(), caller.roles());
    }

    /** Attributes the rest of this transaction to the service itself, such as the seeding of a clinic's protocols. */
    public void attributeToService() {
        attribute("sextant", "SERVICE");
    }

    private void attribute(String subject, String role) {
        database.createNativeQuery("""
                        SELECT set_config('sextant.subject', :subject, true),
                               set_config('sextant.role', :role, true),
                               set_config('sextant.request_id', :requestId, true)
                        """)
                .setParameter("subject", subject)
                .setParameter("role", role)
                .setParameter("requestId", RequestIds.of(request.getCurrent()))
                .getSingleResult();
    }
}
