package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.sextant.chart.assessment.Instruments;
import org.sextant.chart.assessment.RecordAssessment;
import org.sextant.chart.clearance.RecordClearance;
import org.sextant.chart.sideeffect.RecordSideEffect;
import org.sextant.chart.vitals.RecordVitals;
import org.sextant.record.ContentHash;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.device.DeviceTime;
import org.sextant.rules.protocol.DefineProtocol;
import org.sextant.web.BodyReader;
import org.sextant.web.WholeNumbers;
import org.sextant.web.problem.Violations;

/** Parses the lines of an import as strictly as request bodies, with the same ranges. */
@ApplicationScoped
class LineParser {

    private static final String OFFSET = "clockOffsetSeconds";
    private static final String OFFSET_OF_END = "resolvedClockOffsetSeconds";

    /** All times lie between 1900 and 2200, so a clock cannot be wrong by more than 300 years. */
    private static final long MAX_OFFSET_SECONDS = Duration.ofDays(300 * 366).toSeconds();

    private final ObjectMapper json;
    private final BodyReader bodies;
    private final Instruments instruments;
    private final DeviceTime deviceTime;
    private final IdempotentCreate creates;
    private final InstantSource time;

    LineParser(
            ObjectMapper json,
            BodyReader bodies,
            Instruments instruments,
            DeviceTime deviceTime,
            IdempotentCreate creates,
            InstantSource time) {
        this.json = json;
        this.bodies = bodies;
        this.instruments = instruments;
        this.deviceTime = deviceTime;
        this.creates = creates;
        this.time = time;
    }

    /**
     * The JSON object of a line.
     *
     * @throws IOException where the line is no JSON
     * @throws org.sextant.web.problem.ProblemException 422 where the line is no object
     */
    ObjectNode object(byte[] line) throws IOException {
        if (json.readTree(line) instanceof ObjectNode object) {
            return object;
        }
        throw Violations.of("", "must be an object");
    }

    /** @throws org.sextant.web.problem.ProblemException 422 where the type is missing or unknown */
    LineType type(ObjectNode line) throws IOException {
        var named = line.get("type");
        if (named == null || named.isNull()) {
            throw Violations.of("/type", "is required");
        }
        try {
            return json.treeToValue(named, LineType.class);
        } catch (IOException unknown) {
            throw Violations.of("/type", "must be one of " + LineType.names());
        }
    }

    /**
     * The id of a line, which distinguishes a retry from a second record; null for a PROTOCOL.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where the id is missing or no UUID
     */
    UUID id(LineType type, ObjectNode line) throws IOException {
        return type.hasId() ? required(line, "id") : null;
    }

    /**
     * Reads and checks the content of a line.
     *
     * @param number of the line in the body, from 1
     * @throws IOException where a member is unknown or of the wrong type
     * @throws ConstraintViolationException where a member is missing or out of range
     * @throws org.sextant.web.problem.ProblemException 422 where members contradict each other
     */
    ImportLine read(long number, LineType type, UUID id, ObjectNode line) throws IOException {
        line.remove("type");
        line.remove(type.report().derived());
        return switch (type) {
            case PROTOCOL -> protocol(number, line);
            case COURSE -> {
                var course = bodies.read(line, CourseImportLine.class);
                course.check(deviceTime);
                yield importLine(number, type, id, withPatientHash(json.valueToTree(course), course), course);
            }
            case SESSION -> {
                var session = bodies.read(line, SessionImportLine.class);
                session.check(deviceTime);
                yield importLine(number, type, id, json.valueToTree(session), session);
            }
            case VITALS -> vitals(number, id, line);
            case SIDE_EFFECT -> sideEffect(number, id, line);
            case DOSE -> dose(number, id, line);
            case ASSESSMENT -> assessment(number, id, line);
            case CLEARANCE -> clearance(number, id, line);
        };
    }

    /** Checks a revision like a definition. Two revisions are equal when their rules are equal. */
    private ImportLine protocol(long number, ObjectNode line) {
        var revision = Optional.ofNullable(line.remove("revision"))
                .flatMap(WholeNumbers::of)
                .filter(value -> value >= 1 && value <= Integer.MAX_VALUE)
                .orElseThrow(() -> Violations.of("/revision", "must be a whole number of at least 1"));
        var definition = bodies.read(line, DefineProtocol.class);
        if (definition.code() == null) {
            throw Violations.of("/code", "is required");
        }
        definition.check(definition.code(), json.valueToTree(definition));
        var row = json.createObjectNode().put("code", definition.code()).put("revision", Math.toIntExact(revision));
        row.set("rules", json.valueToTree(definition.rules()));
        return new ImportLine(number, LineType.PROTOCOL, null, row, ContentHash.of(row.get("rules")));
    }

    /** Adds a hash of the patient's own members, which detects a retry independently of the course. */
    private ObjectNode withPatientHash(ObjectNode row, CourseImportLine course) {
        var patient = course.patient();
        return row.put(
                "patientHash", creates.provenance(course.patientId(), patient).contentHash());
    }

    private ImportLine vitals(long number, UUID id, ObjectNode line) throws IOException {
        var session = required(line, "sessionId");
        line.remove("sessionId");
        var offset = offset(line, OFFSET);
        var late = late(line);
        var reading = bodies.read(line, RecordVitals.class);
        reading.check();
        deviceTime.ofHistory(reading.takenAt(), offset, "/takenAt");
        var row = with("sessionId", session, reading).put(OFFSET, offset);
        if (late) {
            row.put("late", true);
        }
        return importLine(number, LineType.VITALS, id, row, null);
    }

    private ImportLine sideEffect(long number, UUID id, ObjectNode line) throws IOException {
        var session = required(line, "sessionId");
        line.remove("sessionId");
        var offset = offset(line, OFFSET);
        var offsetOfEnd = offset(line, OFFSET_OF_END);
        var sideEffect = bodies.read(line, RecordSideEffect.class);
        sideEffect.check();
        var onset = deviceTime.ofHistory(sideEffect.onsetAt(), offset, "/onsetAt");
        var end = deviceTime.ofHistory(sideEffect.resolvedAt(), offsetOfEnd, "/resolvedAt");
        new Violations()
                .rejectIf(
                        end != null && end.corrected().isBefore(onset.corrected()),
                        "/resolvedAt",
                        "must not lie before onsetAt")
                .refuse();
        var row = with("sessionId", session, sideEffect).put(OFFSET, offset).put(OFFSET_OF_END, offsetOfEnd);
        return importLine(number, LineType.SIDE_EFFECT, id, row, null);
    }

    private ImportLine dose(long number, UUID id, ObjectNode line) throws IOException {
        var offset = offset(line, OFFSET);
        var dose = bodies.read(line, DoseImportLine.class);
        deviceTime.ofHistory(dose.givenAt(), offset, "/givenAt");
        ObjectNode row = json.valueToTree(dose);
        return importLine(number, LineType.DOSE, id, row.put(OFFSET, offset), null);
    }

    /** A line may have both answers and total, as in an export; the two must agree. */
    private ImportLine assessment(long number, UUID id, ObjectNode line) throws IOException {
        var course = required(line, "courseId");
        line.remove("courseId");
        var offset = offset(line, OFFSET);
        var statedTotal = line.hasNonNull("answers") ? line.remove("total") : null;
        var assessment = bodies.read(line, RecordAssessment.class);
        var instrument = instruments
                .find(assessment.instrument())
                .orElseThrow(() -> Violations.of("/instrument", "is not an instrument of this service"));
        deviceTime.ofHistory(assessment.takenAt(), offset, "/takenAt");
        var total = assessment.score(instrument);
        new Violations()
                .rejectIf(
                        statedTotal != null
                                && WholeNumbers.of(statedTotal)
                                        .filter(stated -> stated == total)
                                        .isEmpty(),
                        "/total",
                        "must equal the score of the answers")
                .refuse();
        var row = with("courseId", course, assessment).put(OFFSET, offset).put("total", total);
        return importLine(number, LineType.ASSESSMENT, id, row, null);
    }

    private ImportLine clearance(long number, UUID id, ObjectNode line) throws IOException {
        var patient = required(line, "patientId");
        line.remove("patientId");
        var course = line.hasNonNull("courseId") ? required(line, "courseId") : null;
        line.remove("courseId");
        var clearance = bodies.read(line, RecordClearance.class);
        clearance.requireOutcome();
        clearance.check(time.instant());
        var row = with("patientId", patient, clearance);
        if (course != null) {
            row.put("courseId", course.toString());
        }
        return importLine(number, LineType.CLEARANCE, id, row, null);
    }

    private ObjectNode with(String parent, UUID parentId, Object content) {
        ObjectNode row = json.valueToTree(content);
        return row.put(parent, parentId.toString());
    }

    /** @param content the content that two equal lines share; null means the row */
    private ImportLine importLine(long number, LineType type, UUID id, ObjectNode row, Object content) {
        var hash = creates.provenance(id, content == null ? row : content).contentHash();
        return new ImportLine(number, type, id, row.put("contentHash", hash), hash);
    }

    /** How many seconds the device's clock was ahead; null where the line does not say. */
    private static Long offset(ObjectNode line, String member) {
        var value = line.remove(member);
        if (value == null || value.isNull()) {
            return null;
        }
        return WholeNumbers.of(value)
                .filter(seconds -> seconds >= -MAX_OFFSET_SECONDS && seconds <= MAX_OFFSET_SECONDS)
                .orElseThrow(
                        () -> Violations.of("/" + member, "must be whole seconds, at most 300 years ahead or behind"));
    }

    private static boolean late(ObjectNode line) {
        var value = line.remove("late");
        new Violations()
                .rejectIf(value != null && !value.isNull() && !value.isBoolean(), "/late", "must be true or false")
                .refuse();
        return value != null && value.asBoolean();
    }

    private UUID required(ObjectNode line, String member) throws IOException {
        var value = line.get(member);
        if (value == null || value.isNull()) {
            throw Violations.of("/" + member, "is required");
        }
        try {
            return json.treeToValue(value, UUID.class);
        } catch (IOException unreadable) {
            throw Violations.of("/" + member, "must be a UUID");
        }
    }
}
