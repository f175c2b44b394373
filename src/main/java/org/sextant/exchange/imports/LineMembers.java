package org.sextant.exchange.imports;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sextant.record.IdempotentCreate;
import org.sextant.web.BodyReader;
import org.sextant.web.Text;
import org.sextant.web.WholeNumbers;
import org.sextant.web.problem.ExceptionTranslator;
import org.sextant.web.problem.Violations;

/** Takes single members out of a line, and makes the row that is stored. */
@ApplicationScoped
class LineMembers {

    static final String OFFSET = "clockOffsetSeconds";

    /** On either side of the point; a chart has no number that needs more. */
    private static final int MOST_DIGITS = 30;

    /** All times lie between 1900 and 2200, so a clock cannot be wrong by more than 300 years. */
    private static final long MAX_OFFSET_SECONDS = Duration.ofDays(300 * 366).toSeconds();

    private final ObjectMapper json;
    private final BodyReader bodies;
    private final IdempotentCreate creates;

    LineMembers(ObjectMapper json, BodyReader bodies, IdempotentCreate creates) {
        this.json = json;
        this.bodies = bodies;
        this.creates = creates;
    }

    /** The id in a member, which stays in the line. */
    UUID required(ObjectNode line, String member) throws IOException {
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

    /** The id in a member, which is taken out of the line. */
    UUID takeRequired(ObjectNode line, String member) throws IOException {
        var id = required(line, member);
        line.remove(member);
        return id;
    }

    /** How many seconds the device's clock was ahead; null where the line does not say. The member is taken out. */
    static Long takeOffset(ObjectNode line, String member) {
        var value = line.remove(member);
        if (value == null || value.isNull()) {
            return null;
        }
        return WholeNumbers.of(value)
                .filter(seconds -> seconds >= -MAX_OFFSET_SECONDS && seconds <= MAX_OFFSET_SECONDS)
                .orElseThrow(
                        () -> Violations.of("/" + member, "must be whole seconds, at most 300 years ahead or behind"));
    }

    /** A whole number from 1 on, which is taken out of the line; null where the line does not have it. */
    static Integer takeCount(ObjectNode line, String member) {
        var value = line.remove(member);
        if (value == null || value.isNull()) {
            return null;
        }
        return WholeNumbers.of(value)
                .filter(count -> count >= 1 && count <= Integer.MAX_VALUE)
                .map(Math::toIntExact)
                .orElseThrow(() -> Violations.of("/" + member, "must be a whole number of at least 1"));
    }

    /** True where the line says so. The member is taken out. */
    static boolean takeFlag(ObjectNode line, String member) {
        var value = line.remove(member);
        new Violations()
                .rejectIf(value != null && !value.isNull() && !value.isBoolean(), "/" + member, "must be true or false")
                .refuse();
        return value != null && value.asBoolean();
    }

    /**
     * The elements of a list that may be longer than the lists of a request.
     *
     * @param sent to store, with clean texts
     */
    record Elements<T>(ArrayNode sent, List<T> read) {}

    /**
     * Reads each element of a list, which is taken out of the line. The length of a line limits the list.
     *
     * @throws org.sextant.web.problem.ProblemException 422 with the place of the element that does not fit
     */
    <T> Elements<T> takeAll(ObjectNode line, String member, Class<T> type) {
        var value = line.remove(member);
        if (value == null || value.isNull()) {
            return new Elements<>(json.createArrayNode(), List.of());
        }
        if (!(cleaned(value, JsonPointer.empty().appendProperty(member)) instanceof ArrayNode sent)) {
            throw Violations.of("/" + member, "must be a list");
        }
        var read = new ArrayList<T>();
        for (var i = 0; i < sent.size(); i++) {
            try {
                read.add(bodies.read(sent.get(i), type));
            } catch (RuntimeException unfit) {
                throw ExceptionTranslator.of(unfit).at("/" + member + "/" + i);
            }
        }
        return new Elements<>(sent, read);
    }

    ObjectNode row(Object content) {
        return json.valueToTree(content);
    }

    /**
     * Takes members of the line over into the row as they were sent, with clean texts. So a number keeps its zeros at
     * the end, and the next export says the same.
     */
    static void keep(ObjectNode line, ObjectNode row, List<String> members) {
        for (var member : members) {
            if (line.hasNonNull(member)) {
                row.set(member, cleaned(line.get(member), JsonPointer.empty().appendProperty(member)));
            }
        }
    }

    /** What was sent, with clean texts. */
    static JsonNode cleaned(JsonNode sent) {
        return cleaned(sent, JsonPointer.empty());
    }

    private static JsonNode cleaned(JsonNode sent, JsonPointer at) {
        if (sent.isTextual()) {
            return TextNode.valueOf(Text.of(sent.textValue()).value());
        }
        if (sent.isNumber() && isLong(sent.decimalValue())) {
            throw Violations.of(at.toString(), "must have at most %d digits".formatted(MOST_DIGITS));
        }
        var clean = sent.deepCopy();
        if (clean instanceof ObjectNode object) {
            object.properties()
                    .forEach(member -> member.setValue(cleaned(member.getValue(), at.appendProperty(member.getKey()))));
        } else if (clean instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                array.set(i, cleaned(array.get(i), at.appendIndex(i)));
            }
        }
        return clean;
    }

    /** PostgreSQL writes out all the zeros of a large exponent, each time the number is read. */
    private static boolean isLong(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS;
    }

    /** @param content what two equal lines share; null means the row */
    ImportLine line(long number, LineType type, UUID id, ObjectNode row, Object content) {
        var hash = hash(id, content == null ? row : content);
        return new ImportLine(number, type, id, row.put("contentHash", hash), hash);
    }

    String hash(UUID id, Object content) {
        return creates.provenance(id, content).contentHash();
    }
}
