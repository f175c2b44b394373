package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.sextant.chart.course.CourseProblem;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.patient.Patient;
import org.sextant.chart.patient.PatientRepository;
import org.sextant.chart.session.SessionRepository;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.Violations;

/** Why a line was skipped although no record has its id: something that it refers to is missing, or does not fit. */
@ApplicationScoped
class SkippedLines {

    private final ProtocolRepository protocols;
    private final PatientRepository patients;
    private final CourseRepository courses;
    private final SessionRepository sessions;
    private final ClinicProfiles clinics;

    SkippedLines(
            ProtocolRepository protocols,
            PatientRepository patients,
            CourseRepository courses,
            SessionRepository sessions,
            ClinicProfiles clinics) {
        this.protocols = protocols;
        this.patients = patients;
        this.courses = courses;
        this.sessions = sessions;
        this.clinics = clinics;
    }

    /** The reason, as an answer to a single create would name it. */
    ProblemException reason(ImportLine line) {
        return switch (line.type()) {
            case CLINIC, PROTOCOL, PATIENT -> throw new IllegalArgumentException("Refers to no other record");
            case COURSE -> missingForCourse(line);
            case SESSION ->
                courses.find(parent(line, "courseId")).isPresent()
                        ? missingForSession(line)
                        : Violations.of("/courseId", "is not a course of the clinic");
            case VITALS -> missingForVisit(line, "/takenAt");
            case SIDE_EFFECT -> missingForVisit(line, "/onsetAt");
            case MEDICATION -> missingForVisit(line, "/givenAt");
            case DOSE ->
                sessions.find(parent(line, "sessionId")).isPresent()
                        ? Violations.of("/sessionId", "is a session without a start")
                        : Violations.of("/sessionId", "is not a session of the clinic");
            case ASSESSMENT -> missingForCourseOrSession(line).orElseGet(() -> beforeBirth("/takenAt"));
            case ALERT -> missingForCourseOrSession(line).orElseGet(SkippedLines::sendAgain);
            case REMS_SUBMISSION -> missingForRems(line);
            case CLEARANCE ->
                patients.find(parent(line, "patientId"))
                        .map(patient -> missingForClearance(line, patient))
                        .orElseGet(() -> Violations.of("/patientId", "is not a patient of the clinic"));
        };
    }

    /** The course of a line, or the session that must be one of this course. */
    private Optional<ProblemException> missingForCourseOrSession(ImportLine line) {
        var course = parent(line, "courseId");
        if (courses.find(course).isEmpty()) {
            return Optional.of(Violations.of("/courseId", "is not a course of the clinic"));
        }
        return !line.row().hasNonNull("sessionId")
                        || sessions.find(parent(line, "sessionId"))
                                .filter(session -> session.courseId().equals(course))
                                .isPresent()
                ? Optional.empty()
                : Optional.of(Violations.of("/sessionId", "is not a session of this course"));
    }

    private ProblemException missingForRems(ImportLine line) {
        return Violations.of(
                "/sessionId",
                sessions.find(parent(line, "sessionId"))
                        .map(session -> session.discharged() == null
                                ? "is a session without a discharge"
                                : "is a session without esketamine")
                        .orElse("is not a session of the clinic"));
    }

    private ProblemException missingForSession(ImportLine line) {
        var course = courses.get(parent(line, "courseId"));
        var revision = line.row().path("protocolRevision").asInt(course.protocolRevision());
        if (protocols.findRevision(course.protocol(), revision).isEmpty()) {
            return Violations.of("/protocolRevision", "is not a revision of the course's protocol");
        }
        return isUnborn(patients.get(course.patientId()), line.row().path("checkedInAt"))
                ? beforeBirth("/checkedInAt")
                : sessions.runningOf(course.patientId())
                        .map(CourseProblem::anotherVisit)
                        .orElseGet(SkippedLines::sendAgain);
    }

    private static ProblemException missingForClearance(ImportLine line, Patient patient) {
        return LocalDate.parse(text(line, "clearedOn")).isBefore(patient.birthDate())
                ? beforeBirth("/clearedOn")
                : Violations.of("/courseId", "is not a course of this patient");
    }

    /** Another request has stored what was missing, or has ended what was in the way. */
    private static ProblemException sendAgain() {
        return CommonProblem.BUSY.because("The line was not stored; send the line again.");
    }

    private static ProblemException beforeBirth(String pointer) {
        return Violations.of(pointer, "must not lie before the patient's birth");
    }

    /** @param time the pointer of the time of the record */
    private ProblemException missingForVisit(ImportLine line, String time) {
        var session = sessions.find(parent(line, "sessionId"));
        if (session.isEmpty()) {
            return Violations.of("/sessionId", "is not a session of the clinic");
        }
        if (session.get().checkedIn() == null) {
            return Violations.of("/sessionId", "is a session without a check-in");
        }
        return line.row().path("late").asBoolean() && session.get().discharged() == null
                ? Violations.of("/late", "must not be true for a session without a discharge")
                : beforeBirth(time);
    }

    private ProblemException missingForCourse(ImportLine line) {
        var protocol = protocols.findLatest(text(line, "protocol"));
        if (protocol.isEmpty()) {
            return Violations.of("/protocol", "is not a protocol of the clinic; GET /v1/protocols lists them");
        }
        if (line.row().path("protocolRevision").asInt(1) > protocol.get().revision()) {
            return Violations.of("/protocolRevision", "is not a revision of this protocol");
        }
        return patients.find(parent(line, "patientId"))
                .map(patient -> isUnborn(patient, line.row().path("activatedAt"))
                        ? beforeBirth("/activatedAt")
                        : CommonProblem.ID_REUSE.because(
                                "The clinic has the patient with this id, with other details."))
                .orElseGet(() -> Violations.of(
                        "/patientId", "is not a patient of the clinic; send mrn, family, given, birthDate, sex"));
    }

    private boolean isUnborn(Patient patient, JsonNode time) {
        return time.isTextual()
                && Instant.parse(time.textValue())
                        .isBefore(
                                patient.birthDate().atStartOfDay(clinics.zone()).toInstant());
    }

    private static String text(ImportLine line, String member) {
        return line.row().get(member).textValue();
    }

    private static UUID parent(ImportLine line, String member) {
        return UUID.fromString(text(line, member));
    }
}
