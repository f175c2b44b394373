package org.sextant.chart.clearance;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.UUID;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.patient.PatientRepository;
import org.sextant.record.Amendment;
import org.sextant.record.Corrections;
import org.sextant.record.Provenance;
import org.sextant.web.MergePatch;
import org.sextant.web.problem.Violations;

/** Records, amends and retracts clearances. Each method is one transaction. */
@ApplicationScoped
@Transactional
class ClearanceService {

    private final ClearanceRepository clearances;
    private final PatientRepository patients;
    private final CourseRepository courses;
    private final Corrections corrections;
    private final MergePatch mergePatch;
    private final InstantSource time;

    ClearanceService(
            ClearanceRepository clearances,
            PatientRepository patients,
            CourseRepository courses,
            Corrections corrections,
            MergePatch mergePatch,
            InstantSource time) {
        this.clearances = clearances;
        this.patients = patients;
        this.courses = courses;
        this.corrections = corrections;
        this.mergePatch = mergePatch;
        this.time = time;
    }

    Clearance ofPatient(UUID patientId, Provenance provenance, RecordClearance request) {
        requireBorn(patientId, request);
        return clearances.add(new Clearance(provenance, patientId, null, request));
    }

    Clearance ofCourse(UUID courseId, Provenance provenance, RecordClearance request) {
        var course = courses.getForShare(courseId);
        course.requireOpen();
        requireBorn(course.patientId(), request);
        return clearances.add(new Clearance(provenance, course.patientId(), course.id(), request));
    }

    Clearance amend(UUID id, String ifMatch, JsonNode body) {
        var amendment = Amendment.of(body);
        var clearance = clearances.getForUpdate(id);
        var change = corrections.of(clearance, ifMatch, amendment.reason());
        var content = amendment.apply(mergePatch, clearance.content());
        content.requireOutcome();
        content.check(time.instant());
        requireBorn(clearance.patientId(), content);
        clearance.amend(content, change);
        clearances.flush();
        return clearance;
    }

    private void requireBorn(UUID patientId, RecordClearance content) {
        new Violations()
                .rejectIf(
                        content.clearedOn().isBefore(patients.birthDateForRecord(patientId)),
                        "/clearedOn",
                        "must not lie before the patient's birth")
                .refuse();
    }

    Clearance retract(UUID id, String ifMatch, String reason) {
        var clearance = clearances.getForUpdate(id);
        clearance.retract(corrections.of(clearance, ifMatch, reason));
        clearances.flush();
        return clearance;
    }
}
