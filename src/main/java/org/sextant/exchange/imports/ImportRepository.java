package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.chart.session.SessionStatus;
import org.sextant.exchange.imports.statement.ImportStatements;
import org.sextant.exchange.imports.statement.ImportTable;
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
        for (var i = 0; i < lines.size(); i++) {
            lines.get(i).row().put("place", i);
        }
        if (type == LineType.COURSE) {
            var patients = ImportStatements.patients(LINES);
            bound(patients, database.createNativeQuery(patients), rows(lines), now)
                    .executeUpdate();
        }
        var insert = ImportStatements.insert(type.name(), LINES);
        var created = new HashSet<UUID>();
        for (var round : type == LineType.SESSION ? rounds(lines) : List.of(lines)) {
            created.addAll(ids(bound(insert, database.createNativeQuery(insert), rows(round), now)));
        }
        return created;
    }

    /**
     * All sessions at once, but of a patient only the first one that is under way: each further one follows alone, so
     * that it is compared with those before it.
     */
    private List<List<ImportLine>> rounds(List<ImportLine> lines) {
        var underWay = lines.stream().filter(ImportRepository::isUnderWay).toList();
        if (underWay.isEmpty()) {
            return List.of(lines);
        }
        var patients = patients(underWay);
        var seen = new HashSet<UUID>();
        var further = underWay.stream()
                .filter(line ->
                        !seen.add(patients.get(line.row().get("courseId").textValue())))
                .toList();
        var rounds = new ArrayList<List<ImportLine>>();
        rounds.add(lines.stream().filter(line -> !further.contains(line)).toList());
        further.forEach(line -> rounds.add(List.of(line)));
        return rounds;
    }

    /** Locks the patients of visits that are under way, and gives them by the ids of their courses. */
    private Map<String, UUID> patients(List<ImportLine> underWay) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = database.createNativeQuery(ImportStatements.lockPatients(LINES), Tuple.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("lines", rows(underWay))
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(row -> row.get(0, UUID.class).toString(), row -> row.get(1, UUID.class)));
    }

    private static boolean isUnderWay(ImportLine session) {
        return SessionStatus.valueOf(session.row().get("status").textValue()).running();
    }

    private Query bound(String sql, Query statement, String rows, Instant now) {
        if (sql.contains(":zone")) {
            statement.setParameter("zone", clinics.zone().getId());
        }
        if (sql.contains(":now")) {
            statement.setParameter("now", now);
        }
        return statement
                .setParameter("clinic", caller.clinic())
                .setParameter("subject", caller.subject())
                .setParameter("lines", rows);
    }

    private String rows(List<ImportLine> lines) {
        var rows = json.createArrayNode();
        for (var line : lines) {
            rows.add(line.row());
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
