package org.sextant.rules.safety;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.protocol.Rules;

/** The protocols that ship, as they are or with one value changed. */
public final class ShippedRules {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public static final String IV_CODE = "iv-ketamine-0.5";
    public static final Rules IV = rules(tree(IV_CODE));
    public static final Rules IM = rules(tree("im-ketamine-0.5"));
    public static final Rules ESKETAMINE = rules(tree("intranasal-esketamine-56"));

    /** The IV protocol with every criterion of the discharge. */
    public static final Rules EVERY_CRITERION = ivWith("/discharge", DischargeCriterion.values());

    private ShippedRules() {}

    /** The IV protocol without the values that these JSON pointers name. */
    public static Rules ivWithout(String... pointers) {
        var tree = tree(IV_CODE);
        for (var pointer : pointers) {
            var path = JsonPointer.compile(pointer);
            ((ObjectNode) tree.at(path.head())).remove(path.last().getMatchingProperty());
        }
        return rules(tree);
    }

    /** The IV protocol with another value where this JSON pointer points. */
    public static Rules ivWith(String pointer, Object value) {
        var tree = tree(IV_CODE);
        var path = JsonPointer.compile(pointer);
        ((ObjectNode) tree.at(path.head())).set(path.last().getMatchingProperty(), JSON.valueToTree(value));
        return rules(tree);
    }

    private static ObjectNode tree(String code) {
        try (var file = ShippedRules.class.getResourceAsStream("/protocols/" + code + ".json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Rules rules(ObjectNode tree) {
        return JSON.convertValue(tree, Rules.class);
    }
}
