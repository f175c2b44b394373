package org.sextant.record.clinic;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** The revisions of the clinics' profiles. */
@ApplicationScoped
class ClinicProfileRepository implements PanacheRepositoryBase<ClinicRevision, ClinicRevision.Key> {

    /** The latest profile; empty where the clinic has not defined one. */
    Optional<ClinicRevision> findLatest() {
        return find("order by revision desc").firstResultOptional();
    }

    Optional<ClinicRevision> findRevision(int revision) {
        return find("revision = ?1", revision).singleResultOptional();
    }

    /** Inserts at once, so that a duplicate key fails here and not at the end of the transaction. */
    ClinicRevision add(ClinicRevision revision) {
        persist(revision);
        flush();
        return revision;
    }

    /** True where the database knows a time zone too: some statements of reports name it. */
    boolean knowsZone(String name) {
        return (boolean) getEntityManager()
                .createNativeQuery("SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = :name)")
                .setParameter("name", name)
                .getSingleResult();
    }

    /**
     * The time zone of a clinic; empty where the clinic has not defined one.
     *
     * @throws IllegalStateException where the connection works for another clinic, whose rows would be missing
     */
    Optional<ZoneId> zone(UUID clinic) {
        var row = (Object[]) getEntityManager()
                .createNativeQuery("""
                        SELECT clinic_at_work(), (SELECT profile ->> 'timeZone' FROM clinic_profile
                                                  WHERE clinic_id = :clinic ORDER BY revision DESC LIMIT 1)
                        """)
                .setParameter("clinic", clinic)
                .getSingleResult();
        if (!clinic.equals(row[0])) {
            throw new IllegalStateException("The connection does not work for this clinic");
        }
        return Optional.ofNullable((String) row[1]).map(ZoneId::of);
    }
}
