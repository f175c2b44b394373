package org.sextant.rules.protocol;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sextant.audit.log.AuditRepository;
import org.sextant.identity.Caller;

/** Gives each clinic the shipped protocols in their present edition, and leaves alone what a clinic changed. */
@ApplicationScoped
class ShippedProtocolRepository {

    private final EntityManager database;
    private final AuditRepository audit;
    private final Caller caller;
    private final Set<UUID> seeded = ConcurrentHashMap.newKeySet();

    ShippedProtocolRepository(EntityManager database, AuditRepository audit, Caller caller) {
        this.database = database;
        this.audit = audit;
        this.caller = caller;
    }

    /**
     * Inserts the present edition of each shipped protocol, once per clinic and process: as the first revision, or as
     * the next one where the latest is an earlier edition. A latest revision of the clinic itself stays the latest. A
     * repeated insert changes nothing.
     */
    void seed() {
        if (seeded.contains(caller.clinic())) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            audit.attributeToService();
            ShippedProtocols.CODES.forEach(this::insert);
        });
        seeded.add(caller.clinic());
    }

    /** Another replica or a caller may insert the same revision at the same time; then that revision counts. */
    private void insert(String code) {
        database.createNativeQuery("""
                        INSERT INTO protocol (clinic_id, code, revision, rules, shipped_edition)
                        SELECT :clinic, :code, coalesce(latest.revision, 0) + 1, CAST(:rules AS jsonb), :edition
                        FROM (VALUES (1)) AS one
                        LEFT JOIN (SELECT revision, shipped_edition FROM protocol
                                   WHERE clinic_id = :clinic AND code = :code
                                   ORDER BY revision DESC LIMIT 1) AS latest ON true
                        WHERE latest.revision IS NULL OR latest.shipped_edition < :edition
                        ON CONFLICT DO NOTHING
                        """)
                .setParameter("clinic", caller.clinic())
                .setParameter("code", code)
                .setParameter("rules", ShippedProtocols.rules(code))
                .setParameter("edition", ShippedProtocols.EDITION)
                .executeUpdate();
    }
}
