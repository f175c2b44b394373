package org.sextant.reporting.dataset;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;
import org.sextant.audit.log.AuditRepository;
import org.sextant.identity.Caller;

/** The clinic's secret for cursors that must not be read: created once, shared by all replicas, never shown. */
@ApplicationScoped
public class ExportSecretRepository {

    private static final int BYTES = 32;

    private final EntityManager database;
    private final AuditRepository audit;
    private final Caller caller;
    private final Map<UUID, byte[]> known = new ConcurrentHashMap<>();

    ExportSecretRepository(EntityManager database, AuditRepository audit, Caller caller) {
        this.database = database;
        this.audit = audit;
        this.caller = caller;
    }

    /** The secret, 32 bytes; created where the clinic has none yet. */
    public byte[] get() {
        var clinic = caller.clinic();
        var secret = known.get(clinic);
        if (secret == null) {
            // Creating the secret needs a second connection, so it is used only then: connections are scarce.
            secret = find(clinic)
                    .orElseGet(() -> QuarkusTransaction.requiringNew().call(() -> create(clinic)));
            known.put(clinic, secret);
        }
        return secret;
    }

    private byte[] create(UUID clinic) {
        audit.attributeToService();
        var fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        database.createNativeQuery(
                        "INSERT INTO export_secret (clinic_id, secret) VALUES (:clinic, :secret) ON CONFLICT DO NOTHING")
                .setParameter("clinic", clinic)
                .setParameter("secret", fresh)
                .executeUpdate();
        return find(clinic).orElseThrow();
    }

    private Optional<byte[]> find(UUID clinic) {
        return database.unwrap(Session.class)
                .createNativeQuery("SELECT secret FROM export_secret WHERE clinic_id = :clinic", Tuple.class)
                .addScalar("secret", byte[].class)
                .setParameter("clinic", clinic)
                .getResultStream()
                .findFirst()
                .map(row -> row.get("secret", byte[].class));
    }
}
