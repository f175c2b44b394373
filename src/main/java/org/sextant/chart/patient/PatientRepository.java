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

    List<Patient> matching(FindPatients known, Position after, int size) {
        var where = new StringBuilder("true = true");
        var parameters = new Parameters();
        if (known.mrn() != null) {
            where.append(" and mrn = :mrn");
            parameters.and("mrn", known.mrn());
        }
        if (known.family() != null) {
            where.append(" and familyKey = lower(:family)");
            parameters.and("family", known.family());
        }
        if (known.birthDate() != null) {
            where.append(" and birthDate = :birthDate");
            parameters.and("birthDate", known.birthDate());
        }
        return page("recordedAt", after, size, where.toString(), parameters);
    }

    Optional<Patient> ofMrn(String mrn) {
        return find("mrn", mrn).firstResultOptional();
    }
}
