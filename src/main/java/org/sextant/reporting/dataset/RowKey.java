package org.sextant.reporting.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.Position;

/**
 * The position of a row in its dataset.
 *
 * @param keys the sort keys of the row, in the dataset's order; no key contains a space
 */
record RowKey(List<Object> keys) {

    /** The last key, which is the id of the row. Only for a dataset whose rows have ids. */
    UUID id() {
        return (UUID) last();
    }

    private Object last() {
        return keys.get(keys.size() - 1);
    }

    /** The position as a cursor carries it. */
    Position toPosition() {
        var before = keys.subList(0, keys.size() - 1).stream().map(String::valueOf);
        return new Position(before.collect(Collectors.joining(" ")), last().toString());
    }

    /** @throws org.sextant.web.problem.ProblemException 400 where the cursor does not belong to this dataset */
    static RowKey of(Position position, Dataset report) {
        var texts = new ArrayList<>(List.of(position.sort().split(" ", -1)));
        texts.add(position.id());
        var order = report.order();
        if (texts.size() != order.size()) {
            throw Violations.ofParameter("cursor", "is not a cursor of this list; take next of the page before");
        }
        var keys = new ArrayList<Object>();
        for (var i = 0; i < texts.size(); i++) {
            keys.add(read(order.get(i).kind(), texts.get(i)));
        }
        return new RowKey(keys);
    }

    private static Object read(Kind kind, String text) {
        return switch (kind) {
            case ID -> new Position("", text).uuid();
            case TIME -> new Position(text, "").time();
            case WHOLE -> new Position(text, "").number();
            default -> text;
        };
    }
}
