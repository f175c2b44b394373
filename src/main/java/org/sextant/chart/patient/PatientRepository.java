package org.sextant.chart.patient;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.sextant.record.ClinicRepository;
import org.sextant.web.representation.Position;

/** The clinic's patients. */
@ApplicationScoped
public class PatientRepository extends ClinicRepository<Patient> {

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
            where.append(" and familyKey = lower(:family)");
            parameters.and("family", criteria.family());
        }
        if (criteria.birthDate() != null) {
            where.append(" and birthDate = :birthDate");
            parameters.and("birthDate", criteria.birthDate());
        }
        return page("recordedAt", after, size, where.toString(), parameters);
    }

    /** The patient with a medical record number. */
    Optional<Patient> ofMrn(String mrn) {
        return find("mrn", mrn).firstResultOptional();
    }
}
