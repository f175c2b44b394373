package org.sextant.exchange.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.sextant.identity.Caller;

/**
 * Stores revisions, each only after the one before it. Hibernate's clinic filter does not reach native SQL, so each
 * statement names the clinic itself.
 */
@ApplicationScoped
class RevisionRepository {

    private final EntityManager database;
    private final Caller caller;

    RevisionRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /**
     * Stores a revision of a protocol.
     *
     * @return false where the revision exists, or the revision before it does not
     */
    boolean addProtocol(ImportLine line, Instant now) {
        return database.createNativeQuery("""
                        INSERT INTO protocol (clinic_id, code, revision, recorded_at, rules, shipped_edition)
                        SELECT :clinic, :code, :revision, :now, CAST(:rules AS jsonb), CAST(CAST(:edition AS text) AS integer)
                        WHERE :revision = 1 OR EXISTS (
                            SELECT FROM protocol WHERE clinic_id = :clinic AND code = :code AND revision = :revision - 1)
                        ON CONFLICT DO NOTHING
                        """)
                        .setParameter("clinic", caller.clinic())
                        .setParameter("code", line.row().get("code").textValue())
                        .setParameter("revision", line.row().get("revision").intValue())
                        .setParameter("now", now)
                        .setParameter("rules", line.row().get("rules").toString())
                        .setParameter("edition", edition(line))
                        .executeUpdate()
                == 1;
    }

    /** As text, because a null has no type. */
    private static String edition(ImportLine line) {
        return line.row().hasNonNull("shippedEdition")
                ? line.row().get("shippedEdition").asText()
                : null;
    }

    /**
     * Stores a revision of the clinic's profile.
     *
     * @return false where the revision exists, or the revision before it does not
     */
    boolean addProfile(ImportLine line, Instant now) {
        return database.createNativeQuery("""
                        INSERT INTO clinic_profile (clinic_id, revision, recorded_at, recorded_by, profile)
                        SELECT :clinic, :revision, :now, :subject, CAST(:profile AS jsonb)
                        WHERE :revision = 1 OR EXISTS (
                            SELECT FROM clinic_profile WHERE clinic_id = :clinic AND revision = :revision - 1)
                        ON CONFLICT DO NOTHING
                        """)
                        .setParameter("clinic", caller.clinic())
                        .setParameter("revision", line.row().get("revision").intValue())
                        .setParameter("now", now)
                        .setParameter("subject", caller.subject())
                        .setParameter("profile", line.row().get("profile").toString())
                        .executeUpdate()
                == 1;
    }
}
