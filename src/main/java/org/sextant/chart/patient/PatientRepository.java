package org.sextant.chart.patient;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.sextant.record.ClinicRepository;
import org.sextant.record.tenancy.TenantResolver;
import org.sextant.web.representation.Position;

/** The clinic's patients. */
@ApplicationScoped
public class PatientRepository extends ClinicRepository<Patient> {

    /** The first time of any record or open appointment of a patient, and the first date of a clearance. */
    private static final String FIRST_RECORD = """
            SELECT CAST((
                SELECT min(at) FROM (
                    SELECT coalesce(checked_in_at, CASE WHEN status = 'SCHEDULED' THEN scheduled_at END) AS at
                        FROM session WHERE clinic_id = :clinic AND patient_id = :patient
                    UNION ALL SELECT activated_at FROM course WHERE clinic_id = :clinic AND patient_id = :patient
                    UNION ALL %s UNION ALL %s UNION ALL %s UNION ALL %s UNION ALL %s) AS record
                ) AS timestamptz),
                (SELECT min(cleared_on) FROM clearance WHERE clinic_id = :clinic AND patient_id = :patient
                    AND status <> 'ENTERED_IN_ERROR')
            """.formatted(
                    of("vitals", "session"),
                    of("side_effect", "session"),
                    of("medication", "session"),
                    of("dose", "session"),
                    of("assessment", "course"));

    List<Patient> list(Position after, int size) {
        return page("recordedAt", after, size, "true = true", new Parameters());
    }

    List<Patient> matching(FindPatients criteria, Position after, int size) {
        var where = new StringBuilder("true = true");
        var parameters = new Parameters();
        if (criteria.mrn() != null) {
            where.append(" and mrn = :mrn");
            parameters.and("mrn", criteria.mrn());
        }
        if (criteria.family() != null) {
            where.append(" and familyKey = cast(function('name_key', :family) as String)");
            parameters.and("family", criteria.family());
        }
        if (criteria.birthDate() != null) {
            where.append(" and birthDate = :birthDate");
            parameters.and("birthDate", criteria.birthDate());
        }
        return page("recordedAt", after, size, where.toString(), parameters);
    }

    /**
     * The date of the earliest record of the patient's chart that is not entered in error, in one statement; empty
     * without a record.
     *
     * @param zone the time zone in which a time has its date
     */
    Optional<LocalDate> firstRecordOf(UUID id, ZoneId zone) {
        var first = (Tuple) getEntityManager()
                .createNativeQuery(FIRST_RECORD, Tuple.class)
                .setParameter("clinic", new TenantResolver().get())
                .setParameter("patient", id)
                .getSingleResult();
        return Stream.of(
                        Optional.ofNullable(first.get(0, Instant.class)).map(at -> LocalDate.ofInstant(at, zone)),
                        Optional.ofNullable(first.get(1, LocalDate.class)))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /**
     * The birth date of a patient, for a record that may lie before all others: until the end of this transaction no
     * other transaction can move the birth date, and others can record too. {@link #lockBirthDate} is the other side.
     *
     * @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such patient
     */
    public LocalDate birthDateForRecord(UUID id) {
        return locked(id, "KEY SHARE");
    }

    /** Waits for the transactions that record with {@link #birthDateForRecord}, and lets the next ones wait. */
    void lockBirthDate(UUID id) {
        locked(id, "UPDATE");
    }

    /**
     * Locks the row in SQL, because Hibernate knows neither of the two locks. The birth date is part of a key of the
     * table, so that KEY SHARE waits for its change, and then reads it. A check-in holds NO KEY UPDATE, which does not
     * wait for KEY SHARE: so these transactions cannot wait for each other in a circle.
     */
    private LocalDate locked(UUID id, String strength) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(
                        "SELECT birth_date FROM patient WHERE clinic_id = :clinic AND id = :id FOR " + strength,
                        Tuple.class)
                .addScalar("birth_date", LocalDate.class)
                .setParameter("clinic", new TenantResolver().get())
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .map(row -> row.get("birth_date", LocalDate.class))
                .orElseThrow(this::notFound);
    }

    /** The labels of patients, by id, in one query. */
    public Map<UUID, PatientLabel> labelsOf(Collection<UUID> ids) {
        return find("id in ?1", ids).stream().collect(Collectors.toMap(Patient::id, Patient::label));
    }

    /** The patient with a medical record number. */
    Optional<Patient> ofMrn(String mrn) {
        return find("mrn", mrn).firstResultOptional();
    }

    /** SQL: the first time of the records of one table, read by the index of their parents. */
    private static String of(String table, String parent) {
        return """
                SELECT (SELECT min(corrected_at) FROM %1$s AS one WHERE one.clinic_id = :clinic
                            AND one.%2$s_id = parent.id AND one.status <> 'ENTERED_IN_ERROR')
                FROM %2$s AS parent WHERE parent.clinic_id = :clinic AND parent.patient_id = :patient
                """.formatted(table, parent);
    }
}
