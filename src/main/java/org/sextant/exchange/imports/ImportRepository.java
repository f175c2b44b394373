package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.identity.Caller;
import org.sextant.record.clinic.ClinicProfiles;

/**
 * Stores all lines of one type in one statement. The statement skips a line whose parent is missing or whose id exists.
 * Hibernate's clinic filter does not reach native SQL, so each statement names the clinic itself.
 */
@ApplicationScoped
class ImportRepository {

    private static final String LINES = "json_to_recordset(CAST(:lines AS json)) AS ";

    private final EntityManager database;
    private final ObjectMapper json;
    private final ClinicProfiles clinics;
    private final Caller caller;

    ImportRepository(EntityManager database, ObjectMapper json, ClinicProfiles clinics, Caller caller) {
        this.database = database;
        this.json = json;
        this.clinics = clinics;
        this.caller = caller;
    }

    /**
     * Stores lines of one type.
     *
     * @param lines with distinct ids
     * @return the ids of the new records; modifiable
     */
    Set<UUID> add(LineType type, List<ImportLine> lines, Instant now) {
        var rows = rows(lines);
        if (type == LineType.COURSE) {
            var patients = ImportStatements.patients(LINES);
            bound(patients, database.createNativeQuery(patients), rows, now).executeUpdate();
        }
        var insert = ImportStatements.insert(type, LINES);
        return ids(bound(insert, database.createNativeQuery(insert), rows, now));
    }

    /**
     * Stores a revision of a protocol.
     *
     * @return false where the revision exists, or the revision before it does not
     */
    boolean addRevision(ImportLine line, Instant now) {
        return database.createNativeQuery("""
                        INSERT INTO protocol (clinic_id, code, revision, recorded_at, rules)
                        SELECT :clinic, :code, :revision, :now, CAST(:rules AS jsonb)
                        WHERE :revision = 1 OR EXISTS (
                            SELECT FROM protocol WHERE clinic_id = :clinic AND code = :code AND revision = :revision - 1)
                        ON CONFLICT DO NOTHING
                        """)
                        .setParameter("clinic", caller.clinic())
                        .setParameter("code", line.row().get("code").textValue())
                        .setParameter("revision", line.row().get("revision").intValue())
                        .setParameter("now", now)
                        .setParameter("rules", line.row().get("rules").toString())
                        .executeUpdate()
                == 1;
    }

    private Query bound(String sql, Query statement, String rows, Instant now) {
        if (sql.contains(":zone")) {
            statement.setParameter("zone", clinics.zone().getId());
        }
        return statement
                .setParameter("clinic", caller.clinic())
                .setParameter("subject", caller.subject())
                .setParameter("now", now)
                .setParameter("lines", rows);
    }

    private String rows(List<ImportLine> lines) {
        var rows = json.createArrayNode();
        for (var line : lines) {
            rows.add(line.row().put("place", rows.size()));
        }
        return rows.toString();
    }

    /** The content hashes of the records with these ids; an id without a record is missing. */
    Map<UUID, String> hashes(LineType type, List<UUID> ids) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = database.createNativeQuery(
                        "SELECT id, content_hash FROM %s WHERE clinic_id = :clinic AND id = ANY(:ids)"
                                .formatted(ImportTable.valueOf(type.name()).table()),
                        Tuple.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
        return rows.stream().collect(Collectors.toMap(row -> row.get(0, UUID.class), row -> row.get(1, String.class)));
    }

    @SuppressWarnings("unchecked")
    private static Set<UUID> ids(Query query) {
        return new HashSet<>(query.getResultList());
    }
}
