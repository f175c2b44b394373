package org.sextant.chart.patient;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.sextant.record.Provenance;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.web.MergePatch;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.ETag;

/** Registers and edits patients. Each method is one transaction. */
@ApplicationScoped
@Transactional
class PatientService {

    private final PatientRepository patients;
    private final ClinicProfiles clinics;
    private final MergePatch mergePatch;
    private final InstantSource time;

    PatientService(PatientRepository patients, ClinicProfiles clinics, MergePatch mergePatch, InstantSource time) {
        this.patients = patients;
        this.clinics = clinics;
        this.mergePatch = mergePatch;
        this.time = time;
    }

    Patient register(Provenance provenance, RegisterPatient request) {
        check(request.details());
        return save(new Patient(provenance, request.details()));
    }

    Patient edit(UUID id, String ifMatch, JsonNode patch) {
        var patient = patients.getForUpdate(id);
        ETag.require(ifMatch, patient.version());
        var merged = mergePatch.apply(patient.details(), patch);
        // A number from before texts were cleaned may collide once it is cleaned: it changes only where the patch says
        // so.
        var details =
                patch.has("mrn") ? merged : merged.withMrn(patient.details().mrn());
        check(details);
        if (details.birthDate().isAfter(patient.birthDate())) {
            patients.lockBirthDate(id);
            requireNoRecordBefore(details.birthDate(), id);
        }
        patient.change(details, time.instant());
        return save(patient);
    }

    private Patient save(Patient patient) {
        try {
            return patients.add(patient);
        } catch (ConstraintViolationException violation) {
            if (!"patient_mrn_once".equals(PatientRepository.constraint(violation))) {
                throw violation;
            }
            throw PatientProblem.DUPLICATE_MRN.because("Another patient of the clinic has this MRN.");
        }
    }

    private void requireNoRecordBefore(LocalDate birthDate, UUID id) {
        patients.firstRecordOf(id, clinics.zone())
                .filter(first -> first.isBefore(birthDate))
                .ifPresent(first -> {
                    throw Violations.of("/birthDate", "must not lie after the patient's first record, of " + first);
                });
    }

    private void check(PatientDetails details) {
        // UTC+14, the time zone furthest ahead, where the next day starts first.
        var latestDate = time.instant().atZone(ZoneOffset.ofHours(14)).toLocalDate();
        new Violations()
                .rejectIf(details.birthDate().isAfter(latestDate), "/birthDate", "must not lie in the future")
                .rejectIf(details.birthDate().getYear() < 1900, "/birthDate", "must be in 1900 or later")
                .refuse();
    }
}
