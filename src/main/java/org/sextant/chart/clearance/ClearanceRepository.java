package org.sextant.chart.clearance;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import org.sextant.chart.course.ClearancesOfPatient;
import org.sextant.record.ChartRepository;
import org.sextant.record.tenancy.TenantResolver;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.rules.safety.ClearanceFact;
import org.sextant.rules.safety.ClearanceFacts;
import org.sextant.rules.safety.ClearanceOutcome;
import org.sextant.web.representation.Position;

/** The clearances of the clinic's patients. */
@ApplicationScoped
class ClearanceRepository extends ChartRepository<Clearance> implements ClearancesOfPatient {

    /** One row for each kind, the newest; one row without a kind for a patient without clearances. */
    private static final String NEWEST = """
            SELECT patient.childbearing <> 'NO' AS asked, newest.kind, newest.outcome, newest.cleared_on, newest.expires_on
            FROM patient LEFT JOIN LATERAL (
                SELECT DISTINCT ON (kind) kind, outcome, cleared_on, expires_on FROM clearance
                WHERE clearance.clinic_id = patient.clinic_id AND clearance.patient_id = patient.id
                  AND clearance.status <> 'ENTERED_IN_ERROR'
                ORDER BY kind, corrected_at DESC, recorded_at DESC, id DESC
            ) AS newest ON true
            WHERE patient.clinic_id = :clinic AND patient.id = :patient
            """;

    ClearanceRepository() {
        super(Clearance.class, "clearance");
    }

    List<Clearance> ofPatient(UUID patientId, Position after, int size) {
        return page(after, size, "patientId = :patientId", Parameters.with("patientId", patientId));
    }

    List<Clearance> ofCourse(UUID courseId, Position after, int size) {
        return page("recordedAt", after, size, "courseId = :courseId", Parameters.with("courseId", courseId));
    }

    /** Hibernate's clinic filter does not reach native SQL, so the statement names the clinic itself. */
    @Override
    public ClearanceFacts clearancesOf(UUID patientId) {
        @SuppressWarnings("unchecked")
        List<Tuple> rows = getEntityManager()
                .createNativeQuery(NEWEST, Tuple.class)
                .setParameter("clinic", new TenantResolver().get())
                .setParameter("patient", patientId)
                .getResultList();
        var newest = new EnumMap<ClearanceKind, ClearanceFact>(ClearanceKind.class);
        rows.stream()
                .filter(row -> row.get("kind") != null)
                .map(ClearanceRepository::fact)
                .forEach(fact -> newest.put(fact.kind(), fact));
        return new ClearanceFacts(rows.stream().allMatch(row -> row.get("asked", Boolean.class)), newest);
    }

    private static ClearanceFact fact(Tuple row) {
        return new ClearanceFact(
                ClearanceKind.valueOf(row.get("kind", String.class)),
                ClearanceOutcome.valueOf(row.get("outcome", String.class)),
                row.get("cleared_on", LocalDate.class),
                row.get("expires_on", LocalDate.class));
    }
}
