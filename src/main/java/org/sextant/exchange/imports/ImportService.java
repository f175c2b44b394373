package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.patient.Patient;
import org.sextant.chart.patient.PatientRepository;
import org.sextant.chart.session.SessionRepository;
import org.sextant.record.ContentHash;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.protocol.Protocol;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.Violations;

/** Stores the lines of an import, many per transaction. Each call is one transaction. */
@ApplicationScoped
class ImportService {

    private final ImportRepository imports;
    private final ProtocolRepository protocols;
    private final PatientRepository patients;
    private final CourseRepository courses;
    private final SessionRepository sessions;
    private final ClinicProfiles clinics;
    private final ObjectMapper json;
    private final InstantSource time;

    ImportService(
            ImportRepository imports,
            ProtocolRepository protocols,
            PatientRepository patients,
            CourseRepository courses,
            SessionRepository sessions,
            ClinicProfiles clinics,
            ObjectMapper json,
            InstantSource time) {
        this.imports = imports;
        this.protocols = protocols;
        this.patients = patients;
        this.courses = courses;
        this.sessions = sessions;
        this.clinics = clinics;
        this.json = json;
        this.time = time;
    }

    /** Stores the lines that can be stored, and returns the verdict of each line, in the order of the body. */
    @Transactional
    List<Verdict> store(List<ImportLine> lines) {
        var now = time.instant();
        var byType = lines.stream().collect(Collectors.groupingBy(ImportLine::type));
        var verdicts = new ArrayList<Verdict>();
        for (var type : LineType.values()) {
            if (byType.containsKey(type)) {
                verdicts.addAll(store(type, byType.get(type), now));
            }
        }
        verdicts.sort(Comparator.comparingLong(Verdict::line));
        return verdicts;
    }

    private List<Verdict> store(LineType type, List<ImportLine> lines, Instant now) {
        if (type == LineType.PROTOCOL || type == LineType.COURSE) {
            protocols.seedShipped();
        }
        if (type == LineType.PROTOCOL) {
            return lines.stream().map(line -> storeRevision(line, now)).toList();
        }
        var ids = new HashSet<UUID>();
        var distinct = lines.stream().filter(line -> ids.add(line.id())).toList();
        var created = imports.add(type, distinct, now);
        var allIds = lines.stream().map(ImportLine::id).toList();
        var hashes = created.size() == lines.size() ? null : imports.hashes(type, allIds);
        var verdicts = new ArrayList<Verdict>();
        for (var line : lines) {
            if (created.remove(line.id())) {
                verdicts.add(Verdict.created(line));
            } else if (!hashes.containsKey(line.id())) {
                verdicts.add(Verdict.rejected(line, missing(line)));
            } else if (line.contentHash().equals(hashes.get(line.id()))) {
                verdicts.add(Verdict.replayed(line));
            } else {
                verdicts.add(Verdict.rejected(
                        line,
                        CommonProblem.ID_REUSE.because("A record with this id exists, made from other content.")));
            }
        }
        return verdicts;
    }

    /** A revision never changes: an existing revision is either equal to the line, or the line conflicts with it. */
    private Verdict storeRevision(ImportLine line, Instant now) {
        if (imports.addRevision(line, now)) {
            return Verdict.created(line);
        }
        var revision = line.row().get("revision").intValue();
        return protocols
                .findRevision(text(line, "code"), revision)
                .map(stored -> line.contentHash().equals(hash(stored))
                        ? Verdict.replayed(line)
                        : Verdict.rejected(
                                line, CommonProblem.ID_REUSE.because("The clinic has this revision with other rules.")))
                .orElseGet(
                        () -> Verdict.rejected(
                                line,
                                Violations.of(
                                        "/revision",
                                        "must be 1 for a new protocol, else one more than the clinic's latest revision of it")));
    }

    /** Hashes the API's JSON, as for the line, because the database stores numbers with another scale. */
    private String hash(Protocol stored) {
        return ContentHash.of(json.<JsonNode>valueToTree(stored.rules()));
    }

    /** The reason why a line was skipped although no record has its id. */
    private ProblemException missing(ImportLine line) {
        return switch (line.type()) {
            case PROTOCOL -> throw new IllegalArgumentException("Has no id");
            case COURSE -> missingForCourse(line);
            case SESSION ->
                courses.find(parent(line, "courseId")).isPresent()
                        ? missingForSession(line)
                        : Violations.of("/courseId", "is not a course of the clinic");
            case VITALS, SIDE_EFFECT -> missingForVisit(line);
            case DOSE ->
                sessions.find(parent(line, "sessionId")).isPresent()
                        ? Violations.of("/sessionId", "is a session without a start")
                        : Violations.of("/sessionId", "is not a session of the clinic");
            case ASSESSMENT ->
                courses.find(parent(line, "courseId"))
                        .map(course -> missingForAssessment(line, course.id()))
                        .orElseGet(() -> Violations.of("/courseId", "is not a course of the clinic"));
            case CLEARANCE ->
                patients.find(parent(line, "patientId"))
                        .map(patient -> missingForClearance(line, patient))
                        .orElseGet(() -> Violations.of("/patientId", "is not a patient of the clinic"));
        };
    }

    private ProblemException missingForAssessment(ImportLine line, UUID courseId) {
        return !line.row().hasNonNull("sessionId")
                        || sessions.find(parent(line, "sessionId"))
                                .filter(session -> session.courseId().equals(courseId))
                                .isPresent()
                ? beforeBirth("/takenAt")
                : Violations.of("/sessionId", "is not a session of this course");
    }

    private ProblemException missingForSession(ImportLine line) {
        var course = courses.get(parent(line, "courseId"));
        var revision = line.row().path("protocolRevision").asInt(course.protocolRevision());
        return protocols.findRevision(course.protocol(), revision).isPresent()
                ? beforeBirth("/checkedInAt")
                : Violations.of("/protocolRevision", "is not a revision of the course's protocol");
    }

    private static ProblemException missingForClearance(ImportLine line, Patient patient) {
        return LocalDate.parse(text(line, "clearedOn")).isBefore(patient.birthDate())
                ? beforeBirth("/clearedOn")
                : Violations.of("/courseId", "is not a course of this patient");
    }

    private static ProblemException beforeBirth(String pointer) {
        return Violations.of(pointer, "must not lie before the patient's birth");
    }

    private ProblemException missingForVisit(ImportLine line) {
        var session = sessions.find(parent(line, "sessionId"));
        if (session.isEmpty()) {
            return Violations.of("/sessionId", "is not a session of the clinic");
        }
        if (session.get().checkedIn() == null) {
            return Violations.of("/sessionId", "is a session without a check-in");
        }
        return line.row().path("late").asBoolean() && session.get().discharged() == null
                ? Violations.of("/late", "must not be true for a session without a discharge")
                : beforeBirth(line.type() == LineType.VITALS ? "/takenAt" : "/onsetAt");
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
