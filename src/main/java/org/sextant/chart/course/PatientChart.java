package org.sextant.chart.course;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.sextant.chart.patient.PatientRepository;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.safety.PatientFacts;

/** Collects the facts of a patient that the rules evaluate. */
@ApplicationScoped
public class PatientChart {

    private final PatientRepository patients;
    private final ClinicProfiles clinics;

    PatientChart(PatientRepository patients, ClinicProfiles clinics) {
        this.patients = patients;
        this.clinics = clinics;
    }

    /** What the rules need to know of the patient. */
    public PatientFacts of(UUID patientId) {
        return new PatientFacts(patients.get(patientId).birthDate(), clinics.zone());
    }
}
