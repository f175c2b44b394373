package org.sextant.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sextant.audit.AuditRepository;
import org.sextant.identity.Caller;

/** The clinic's secret for cursors of de-identified pages: made once, the same on every replica, never shown. */
@ApplicationScoped
class ExportSecretRepository {

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

    /** 32 bytes. */
    byte[] get() {
        return known.computeIfAbsent(
                caller.clinic(), clinic -> QuarkusTransaction.requiringNew().call(() -> findOrMake(clinic)));
    }

    private byte[] findOrMake(UUID clinic) {
        audit.attributeToService();
        var fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        database.createNativeQuery(
                        "INSERT INTO export_secret (clinic_id, secret) VALUES (:clinic, :secret) ON CONFLICT DO NOTHING")
                .setParameter("clinic", clinic)
                .setParameter("secret", fresh)
                .executeUpdate();
        return (byte[])
                database.createNativeQuery("SELECT secret FROM export_secret WHERE clinic_id = :clinic", byte[].class)
                        .setParameter("clinic", clinic)
                        .getSingleResult();
    }
}
