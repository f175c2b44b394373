package org.sextant.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sextant.CommittedContract;

/** Values that a schema of the contract allows, and some just beside its boundaries. */
final class Values {

    private static final int DEEPEST = 6;
    private static final int BESIDE_PERCENT = 4;

    private static final Map<String, String> KINDS =
            Map.of("patientId", "patients", "courseId", "courses", "sessionId", "sessions", "alertId", "alerts");

    /** Texts that one or the other pattern of the contract asks for, and texts of all scripts. */
    private static final List<String> TEXTS = List.of(
            "Seen at the chair",
            "Größe geprüft",
            "日本語のメモ",
            "שלום",
            "e\u0301",
            "😀 ok",
            "a".repeat(64),
            "2026-03-02T09:00",
            "http://hl7.org/fhir/sid/icd-10-cm",
            "F33.2",
            "iv-ketamine-0.5",
            "PHQ-9",
            "mg",
            "Ondansetron",
            "Europe/Berlin",
            "A",
            "x".repeat(255),
            "The patient asked for a later visit");

    private final Dice dice;

    Values(Dice dice) {
        this.dice = dice;
    }

    JsonNode of(Schema<?> schema) {
        return of(schema, "", 0);
    }

    private JsonNode of(Schema<?> given, String name, int depth) {
        var schema = resolve(given);
        if (Boolean.TRUE.equals(schema.getNullable()) && dice.percent(10)) {
            return NullNode.getInstance();
        }
        if (schema.getOneOf() != null) {
            return of(dice.one(schema.getOneOf()), name, depth);
        }
        if (schema.getAllOf() != null) {
            return merged(schema, name, depth);
        }
        if (schema.getEnum() != null) {
            return TextNode.valueOf(String.valueOf(dice.one(schema.getEnum())));
        }
        return switch (Objects.requireNonNullElse(schema.getType(), "object")) {
            case "string" -> string(schema, name);
            case "integer" -> BigIntegerNode.valueOf(number(schema).toBigInteger());
            case "number" -> DecimalNode.valueOf(number(schema));
            case "boolean" -> BooleanNode.valueOf(dice.percent(50));
            case "array" -> array(schema, name, depth);
            default -> object(schema, depth);
        };
    }

    private JsonNode merged(Schema<?> schema, String name, int depth) {
        var parts =
                schema.getAllOf().stream().map(part -> of(part, name, depth)).toList();
        var whole = JsonNodeFactory.instance.objectNode();
        parts.stream().filter(JsonNode::isObject).forEach(part -> whole.setAll((ObjectNode) part));
        if (schema.getProperties() != null) {
            whole.setAll((ObjectNode) object(schema, depth));
        }
        return whole.isEmpty() ? parts.get(0) : whole;
    }

    private JsonNode object(Schema<?> schema, int depth) {
        var object = JsonNodeFactory.instance.objectNode();
        var required = schema.getRequired() == null ? Set.<String>of() : Set.copyOf(schema.getRequired());
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, member) -> {
                if (required.contains(name) || (depth < DEEPEST && dice.percent(40))) {
                    object.set(name, of(member, name, depth + 1));
                }
            });
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> more) {
            for (var i = dice.below(3); i > 0; i--) {
                object.set(dice.one(TEXTS), of(more, "", depth + 1));
            }
        }
        return object;
    }

    private JsonNode array(Schema<?> schema, String name, int depth) {
        var array = JsonNodeFactory.instance.arrayNode();
        var least = Objects.requireNonNullElse(schema.getMinItems(), 0);
        for (var i = least + dice.below(3); i > 0; i--) {
            array.add(of(schema.getItems(), name, depth + 1));
        }
        return array;
    }

    private JsonNode string(Schema<?> schema, String name) {
        return TextNode.valueOf(
                switch (Objects.requireNonNullElse(schema.getFormat(), "")) {
                    case "uuid" -> uuid(name);
                    case "date-time" ->
                        dice.percent(40)
                                ? "{{now:%d}}".formatted(dice.below(400) - 300)
                                : "2026-01-%02dT%02d:%02d:00Z"
                                        .formatted(5 + dice.below(3), 8 + dice.below(4), dice.below(60));
                    case "date" ->
                        "%d-%02d-%02d".formatted(1940 + dice.below(90), 1 + dice.below(12), 1 + dice.below(28));
                    default -> text(schema, name);
                });
    }

    private String uuid(String name) {
        if (KINDS.containsKey(name) || dice.percent(15)) {
            return "{{%s:%d}}".formatted(KINDS.getOrDefault(name, "vitals"), dice.below(24));
        }
        return dice.uuid();
    }

    private String text(Schema<?> schema, String name) {
        if (name.equals("protocol")) {
            return "{{protocols:%d}}".formatted(dice.below(4));
        }
        if (name.equals("instrument")) {
            return "{{instruments:%d}}".formatted(dice.below(3));
        }
        var length = Objects.requireNonNullElse(schema.getMaxLength(), 2000);
        if (dice.percent(BESIDE_PERCENT)) {
            return "a".repeat(length + dice.below(2));
        }
        var fitting = TEXTS.stream()
                .filter(text -> text.length() <= length
                        && text.length() >= Objects.requireNonNullElse(schema.getMinLength(), 0)
                        && (schema.getPattern() == null
                                || text.matches("(?s).*" + schema.getPattern().replaceAll("^\\^|\\$$", "") + ".*")))
                .toList();
        return fitting.isEmpty() ? "a" : dice.one(fitting);
    }

    private BigDecimal number(Schema<?> schema) {
        var least = Objects.requireNonNullElse(schema.getMinimum(), BigDecimal.ZERO);
        var most = Objects.requireNonNullElse(schema.getMaximum(), BigDecimal.valueOf(1000));
        var step = BigDecimal.ONE.movePointLeft(decimals(schema));
        if (dice.percent(BESIDE_PERCENT)) {
            return dice.one(List.of(least, most, least.subtract(step), most.add(step)));
        }
        var steps = most.subtract(least).divideToIntegralValue(step).intValue();
        return least.add(step.multiply(BigDecimal.valueOf(1 + dice.below(Math.max(1, steps)))));
    }

    private static int decimals(Schema<?> schema) {
        return schema.getExtensions() == null
                ? 0
                : Integer.parseInt(String.valueOf(schema.getExtensions().getOrDefault("x-decimals", 0)));
    }

    private static Schema<?> resolve(Schema<?> schema) {
        var known = CommittedContract.parsed().getComponents().getSchemas();
        var found = schema;
        while (found.get$ref() != null) {
            found = known.get(found.get$ref().substring(found.get$ref().lastIndexOf('/') + 1));
        }
        return found;
    }
}
