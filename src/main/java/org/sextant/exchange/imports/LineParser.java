package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.sextant.chart.assessment.Instruments;
import org.sextant.chart.assessment.RecordAssessment;
import org.sextant.chart.sideeffect.RecordSideEffect;
import org.sextant.chart.vitals.RecordVitals;
import org.sextant.record.ContentHash;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.device.DeviceTime;
import org.sextant.rules.protocol.DefineProtocol;
import org.sextant.web.BodyReader;
import org.sextant.web.problem.Violations;

/** Reads a line as strictly as a body of its own, with the same ranges. */
@ApplicationScoped
class LineParser {

    private static final String OFFSET = "clockOffsetSeconds";
    private static final String OFFSET_OF_END = "resolvedClockOffsetSeconds";

    /** From 1900 to 2200: a clock that can be read at all is not wrong by more. */
    private static final long MOST_SECONDS = Duration.ofDays(300 * 366).toSeconds();

    private final ObjectMapper json;
    private final BodyReader bodies;
    private final Instruments instruments;
    private final DeviceTime deviceTime;
    private final IdempotentCreate creation;

    LineParser(
            ObjectMapper json,
            BodyReader bodies,
            Instruments instruments,
            DeviceTime deviceTime,
            IdempotentCreate creation) {
        this.json = json;
        this.bodies = bodies;
        this.instruments = instruments;
        this.deviceTime = deviceTime;
        this.creation = creation;
    }

    /** The JSON object of a line, whose type and id are still to be read. */
    ObjectNode object(byte[] line) throws IOException {
        if (json.readTree(line) instanceof ObjectNode object) {
            return object;
        }
        throw Violations.of("", "must be an object");
    }

    /** The type that a line names, if it names one. */
    LineType type(ObjectNode line) throws IOException {
        var named = line.get("type");
        if (named == null || named.isNull()) {
            throw Violations.of("/type", "must not be null");
        }
        try {
            return json.treeToValue(named, LineType.class);
        } catch (IOException unknown) {
            throw Violations.of("/type", "must be one of " + LineType.names());
        }
    }

    /** The id of a line, without which a second try could not be told from a second record; null where it has none. */
    UUID id(LineType type, ObjectNode line) throws IOException {
        return type.hasId() ? required(line, "id") : null;
    }

    /**
     * What a line says.
     *
     * @throws IOException where a member is unknown or of the wrong type
     * @throws ConstraintViolationException where one is missing or out of range
     * @throws org.sextant.web.problem.ProblemException 422 where members do not go together
     */
    ImportLine read(long number, LineType type, UUID id, ObjectNode line) throws IOException {
        line.remove("type");
        line.remove(type.report().derived());
        return switch (type) {
            case PROTOCOL -> protocol(number, line);
            case COURSE -> {
                var course = bodies.read(line, CourseImportLine.class);
                course.check(deviceTime);
                yield historic(number, type, id, withPatientHash(json.valueToTree(course), course), course);
            }
            case SESSION -> {
                var session = bodies.read(line, SessionImportLine.class);
                session.check(deviceTime);
                yield historic(number, type, id, json.valueToTree(session), session);
            }
            case VITALS -> vitals(number, id, line);
            case SIDE_EFFECT -> sideEffect(number, id, line);
            case ASSESSMENT -> assessment(number, id, line);
        };
    }

    /** A revision is held to the rules of a definition, and its rules are what makes one equal another. */
    private ImportLine protocol(long number, ObjectNode line) {
        var revision = line.remove("revision");
        new Violations()
                .rejectIf(
                        revision == null || !revision.isInt() || revision.intValue() < 1,
                        "/revision",
                        "must be a whole number of at least 1")
                .refuse();
        var definition = bodies.read(line, DefineProtocol.class);
        if (definition.code() == null) {
            throw Violations.of("/code", "must not be null");
        }
        definition.check(definition.code(), json.valueToTree(definition));
        var row = json.createObjectNode().put("code", definition.code()).put("revision", revision.intValue());
        row.set("rules", json.valueToTree(definition.rules()));
        return new ImportLine(number, LineType.PROTOCOL, null, row, ContentHash.of(row.get("rules")));
    }

    /** By which the patient is known again, apart from the course. */
    private ObjectNode withPatientHash(ObjectNode row, CourseImportLine course) {
        var patient = course.patient();
        return row.put(
                "patientHash", creation.provenance(course.patientId(), patient).contentHash());
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
        return historic(number, LineType.VITALS, id, row, null);
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
        return historic(number, LineType.SIDE_EFFECT, id, row, null);
    }

    /** Answers and total may both be there, as in an export; then they have to agree. */
    private ImportLine assessment(long number, UUID id, ObjectNode line) throws IOException {
        var course = required(line, "courseId");
        line.remove("courseId");
        var offset = offset(line, OFFSET);
        var stated = line.hasNonNull("answers") ? line.remove("total") : null;
        var assessment = bodies.read(line, RecordAssessment.class);
        var instrument = instruments
                .find(assessment.instrument())
                .orElseThrow(() -> Violations.of("/instrument", "is not an instrument of this service"));
        deviceTime.ofHistory(assessment.takenAt(), offset, "/takenAt");
        var total = assessment.score(instrument);
        new Violations()
                .rejectIf(
                        stated != null && !(stated.isInt() && stated.intValue() == total),
                        "/total",
                        "must be what the answers add up to")
                .refuse();
        var row = with("courseId", course, assessment).put(OFFSET, offset).put("total", total);
        return historic(number, LineType.ASSESSMENT, id, row, null);
    }

    private ObjectNode with(String parent, UUID parentId, Object content) {
        ObjectNode row = json.valueToTree(content);
        return row.put(parent, parentId.toString());
    }

    /** @param content what makes one line equal another; null for the row */
    private ImportLine historic(long number, LineType type, UUID id, ObjectNode row, Object content) {
        var hash = creation.provenance(id, content == null ? row : content).contentHash();
        return new ImportLine(number, type, id, row.put("contentHash", hash), hash);
    }

    /** By how many seconds the clock was ahead that told a time of the line; null where the line does not say. */
    private static Long offset(ObjectNode line, String member) {
        var told = line.remove(member);
        if (told == null || told.isNull()) {
            return null;
        }
        new Violations()
                .rejectIf(
                        !told.isIntegralNumber()
                                || !told.canConvertToLong()
                                || told.longValue() > MOST_SECONDS
                                || told.longValue() < -MOST_SECONDS,
                        "/" + member,
                        "must be whole seconds, and fewer than a clock can be wrong by")
                .refuse();
        return told.longValue();
    }

    private static boolean late(ObjectNode line) {
        var told = line.remove("late");
        new Violations()
                .rejectIf(told != null && !told.isNull() && !told.isBoolean(), "/late", "must be true or false")
                .refuse();
        return told != null && told.asBoolean();
    }

    private UUID required(ObjectNode line, String member) throws IOException {
        var value = line.get(member);
        if (value == null || value.isNull()) {
            throw Violations.of("/" + member, "must not be null");
        }
        try {
            return json.treeToValue(value, UUID.class);
        } catch (IOException unreadable) {
            throw Violations.of("/" + member, "must be a UUID");
        }
    }
}
