package org.sextant.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Spoils a JSON body, in its tree or in its text. */
final class Mutations {

    private final Dice dice;
    private final List<String> raw = new ArrayList<>();

    Mutations(Dice dice) {
        this.dice = dice;
    }

    /** A good body, spoilt in one to three places; the text is one character a byte. */
    String spoil(JsonNode good) {
        raw.clear();
        JsonNode body = good.deepCopy();
        for (var i = 1 + dice.below(3); i > 0; i--) {
            body = inTheTree(body);
        }
        var text = Message.utf8(written(body));
        return dice.percent(15) ? inTheText(text) : text;
    }

    private JsonNode inTheTree(JsonNode body) {
        var nodes = containers(body);
        if (nodes.isEmpty() || dice.percent(3)) {
            return stand(value(body));
        }
        var place = dice.one(nodes);
        if (place instanceof ObjectNode object) {
            inObject(object);
        } else if (place instanceof ArrayNode array) {
            inArray(array);
        }
        return body;
    }

    private void inObject(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        var how = dice.below(100);
        if (names.isEmpty() || how < 15) {
            object.set(stand(dice.one(Hostile.NAMES)).textValue(), stand(dice.one(Hostile.OTHERS)));
            return;
        }
        var name = dice.one(names);
        if (how < 25) {
            object.remove(name);
        } else if (how < 35) {
            // The same member once more.
            object.set(stand("\"" + name + "\"").textValue(), stand(value(object.get(name))));
        } else if (how < 45) {
            object.set(name, object.get(dice.one(names)));
        } else {
            object.set(name, stand(value(object.get(name))));
        }
    }

    private void inArray(ArrayNode array) {
        if (array.isEmpty() || dice.percent(20)) {
            array.add(stand(dice.one(Hostile.OTHERS)));
        } else if (dice.percent(30)) {
            array.add(array.get(0));
        } else {
            array.set(dice.below(array.size()), stand(value(array.get(0))));
        }
    }

    /** Often of the kind that stood there, so that it is read by who reads that kind. */
    private String value(JsonNode before) {
        if (dice.percent(30)) {
            return dice.one(
                    dice.one(List.of(Hostile.NUMBERS, Hostile.STRINGS, Hostile.TIMES, Hostile.IDS, Hostile.OTHERS)));
        }
        if (before.isNumber()) {
            return dice.one(Hostile.NUMBERS);
        }
        if (!before.isTextual()) {
            return dice.one(Hostile.OTHERS);
        }
        var text = before.textValue();
        if (text.startsWith("{{now") || text.matches("\\d{4}-\\d\\d.*")) {
            return dice.one(Hostile.TIMES);
        }
        return dice.one(text.length() == 36 || text.startsWith("{{") ? Hostile.IDS : Hostile.STRINGS);
    }

    private static List<JsonNode> containers(JsonNode body) {
        var found = new ArrayList<JsonNode>();
        if (body.isContainerNode()) {
            found.add(body);
            body.forEach(child -> found.addAll(containers(child)));
        }
        return found;
    }

    /** A node that stands for text which need not be JSON. */
    private TextNode stand(String text) {
        raw.add(text);
        return TextNode.valueOf("@@" + (raw.size() - 1) + "@@");
    }

    private String written(JsonNode body) {
        var text = body.toString();
        for (var i = 0; i < raw.size(); i++) {
            text = text.replace("\"@@" + i + "@@\"", raw.get(i));
        }
        return text;
    }

    /** What is wrong before a parser comes to the members. */
    private String inTheText(String text) {
        var half = text.length() / 2;
        return switch (dice.below(12)) {
            case 0 -> "\u00ef\u00bb\u00bf" + text;
            case 1 -> text + text;
            case 2 -> text + " garbage";
            case 3 -> text.substring(0, half);
            case 4 -> text.substring(0, half) + "\u00ff\u00fe" + text.substring(half);
            case 5 -> text.substring(0, half) + "\u00c0\u0080" + text.substring(half);
            case 6 -> text.substring(0, half) + "\u00ed\u00a0\u0080" + text.substring(half);
            case 7 -> text.substring(0, half) + "\u0000" + text.substring(half);
            case 8 -> "\u00ff\u00fe" + text.replaceAll("(?s)(.)", "$1\u0000");
            case 9 -> "// comment\n" + text;
            case 10 -> " ".repeat(dice.below(3) * 30_000) + text;
            default -> text.replace('"', '\'');
        };
    }
}
