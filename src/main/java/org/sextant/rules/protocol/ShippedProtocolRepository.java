package org.sextant.rules.protocol;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sextant.audit.log.AuditRepository;
import org.sextant.identity.Caller;

/** The protocols that every clinic starts with; each protocol is one file in {@code protocols/}. */
@ApplicationScoped
class ShippedProtocolRepository {

    private static final List<String> CODES = List.of("iv-ketamine-0.5", "im-ketamine-0.5", "intranasal-esketamine-56");

    private final EntityManager database;
    private final AuditRepository audit;
    private final Caller caller;
    private final Set<UUID> seeded = ConcurrentHashMap.newKeySet();

    ShippedProtocolRepository(EntityManager database, AuditRepository audit, Caller caller) {
        this.database = database;
        this.audit = audit;
        this.caller = caller;
    }

    /** Inserts the missing shipped protocols, once per clinic and process. A repeated insert changes nothing. */
    void seed() {
        if (seeded.contains(caller.clinic())) {
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            audit.attributeToService();
            CODES.forEach(this::insert);
        });
        seeded.add(caller.clinic());
    }

    private void insert(String code) {
        database.createNativeQuery("""
                        INSERT INTO protocol (clinic_id, code, revision, rules, shipped_edition)
                        VALUES (:clinic, :code, 1, CAST(:rules AS jsonb), 1)
                        ON CONFLICT DO NOTHING
                        """)
                .setParameter("clinic", caller.clinic())
                .setParameter("code", code)
                .setParameter("rules", read("/protocols/" + code + ".json"))
                .executeUpdate();
    }

    private static String read(String resource) {
        try (var file = ShippedProtocolRepository.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
