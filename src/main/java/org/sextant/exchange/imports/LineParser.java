package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.UUID;
import org.sextant.web.problem.Violations;

/** Parses the lines of an import as strictly as request bodies, with the same ranges. */
@ApplicationScoped
class LineParser {

    private final ObjectMapper json;
    private final ObjectReader trees;
    private final LineMembers members;
    private final RevisionLines revisions;
    private final TreatmentLines treatment;
    private final RecordLines records;

    LineParser(
            ObjectMapper json,
            LineMembers members,
            RevisionLines revisions,
            TreatmentLines treatment,
            RecordLines records) {
        this.json = json;
        // 27.000 stays 27.000, so that JSON which is stored as it was sent is exported as it was sent.
        this.trees = json.reader().without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
        this.members = members;
        this.revisions = revisions;
        this.treatment = treatment;
        this.records = records;
    }

    /**
     * The JSON object of a line.
     *
     * @throws IOException where the line is no JSON
     * @throws org.sextant.web.problem.ProblemException 422 where the line is no object
     */
    ObjectNode object(byte[] line) throws IOException {
        JsonNode tree = trees.readTree(line);
        if (tree instanceof ObjectNode object) {
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
     * The id of a line, which distinguishes a retry from a second record; null for a revision.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where the id is missing or no UUID
     */
    UUID id(LineType type, ObjectNode line) throws IOException {
        return type.isRevision() ? null : members.required(line, "id");
    }

    /**
     * Reads and checks the content of a line.
     *
     * @param number of the line in the body, from 1
     * @throws IOException where a member is unknown or of the wrong type
     * @throws jakarta.validation.ConstraintViolationException where a member is missing or out of range
     * @throws org.sextant.web.problem.ProblemException 422 where members contradict each other; 403 where the caller's
     *     roles do not allow the type
     */
    ImportLine read(long number, LineType type, UUID id, ObjectNode line) throws IOException {
        line.remove("type");
        line.remove(type.report().derived());
        return switch (type) {
            case CLINIC -> revisions.clinic(number, line);
            case PROTOCOL -> revisions.protocol(number, line);
            case PATIENT -> treatment.patient(number, id, line);
            case COURSE -> treatment.course(number, id, line);
            case SESSION -> treatment.session(number, id, line);
            case VITALS -> records.vitals(number, id, line);
            case SIDE_EFFECT -> records.sideEffect(number, id, line);
            case DOSE -> records.dose(number, id, line);
            case MEDICATION -> records.medication(number, id, line);
            case ASSESSMENT -> records.assessment(number, id, line);
            case CLEARANCE -> records.clearance(number, id, line);
            case ALERT -> records.alert(number, id, line);
            case REMS_SUBMISSION -> records.remsSubmission(number, id, line);
        };
    }
}
