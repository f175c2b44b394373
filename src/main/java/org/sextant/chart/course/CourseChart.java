package org.sextant.chart.course;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.rules.safety.ActivationRules;
import org.sextant.rules.safety.ClearanceRules;
import org.sextant.rules.safety.ProtocolRevision;
import org.sextant.rules.safety.Verdict;

/** Collects the facts of a course that the rules evaluate. */
@ApplicationScoped
public class CourseChart {

    private final ProtocolRepository protocols;
    private final ClearancesOfPatient clearances;
    private final SessionsOfCourse sessions;
    private final ClinicProfiles clinics;
    private final PatientChart patients;

    CourseChart(
            ProtocolRepository protocols,
            ClearancesOfPatient clearances,
            SessionsOfCourse sessions,
            ClinicProfiles clinics,
            PatientChart patients) {
        this.protocols = protocols;
        this.clearances = clearances;
        this.sessions = sessions;
        this.clinics = clinics;
        this.patients = patients;
    }

    /** The revision of the protocol that the course follows. */
    public ProtocolRevision revision(Course course) {
        return new ProtocolRevision(
                course.protocol(),
                course.protocolRevision(),
                protocols.rules(course.protocol(), course.protocolRevision()));
    }

    /** The verdicts of the rules of an activation at {@code now}: on the clearances that it needs, and all others. */
    public List<Verdict> verdictsOfActivation(Course course, Instant now) {
        var revision = revision(course);
        var first = sessions.firstAppointment(course);
        var verdicts = new ArrayList<>(ClearanceRules.atActivation(
                revision,
                clearances.clearancesOf(course.patientId()),
                dateOfActivation(first, now),
                first.isPresent()));
        verdicts.addAll(ActivationRules.evaluate(revision, patients.of(course.patientId()), now));
        return verdicts;
    }

    /**
     * The date of {@code now}, or of the first appointment where that has passed: a course that is entered late was cleared
     * for its own time.
     */
    private LocalDate dateOfActivation(Optional<Instant> firstAppointment, Instant now) {
        return firstAppointment
                .filter(first -> first.isBefore(now))
                .orElse(now)
                .atZone(clinics.zone())
                .toLocalDate();
    }
}
