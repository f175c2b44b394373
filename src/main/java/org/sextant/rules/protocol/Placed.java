package org.sextant.rules.protocol;

import java.util.List;
import java.util.stream.IntStream;
import org.sextant.web.problem.Violations;

/**
 * A value of a protocol that is compared with other values of the protocol.
 *
 * @param pointer the JSON pointer of the value
 * @param value null where the protocol does not set it
 */
record Placed<N extends Comparable<N>>(String pointer, N value) {

    /** Rejects each value that is above a later value. */
    static <N extends Comparable<N>> void checkOrder(List<Placed<N>> ascending, Violations violations) {
        for (var i = 0; i < ascending.size(); i++) {
            for (var later : ascending.subList(i + 1, ascending.size())) {
                var earlier = ascending.get(i);
                violations.rejectIf(
                        earlier.compareTo(later, 0) > 0, earlier.pointer, "must not be above " + later.pointer);
            }
        }
    }

    /** Rejects each low value that is not below every high value. */
    static <N extends Comparable<N>> void checkApart(List<Placed<N>> low, List<Placed<N>> high, Violations violations) {
        low.forEach(lower -> high.forEach(higher -> violations.rejectIf(
                lower.compareTo(higher, -1) >= 0, lower.pointer, "must be below " + higher.pointer)));
    }

    /** True where each value is above the value before it. */
    static <N extends Comparable<N>> boolean ascend(List<N> values) {
        return IntStream.range(1, values.size()).allMatch(i -> values.get(i - 1).compareTo(values.get(i)) < 0);
    }

    private int compareTo(Placed<N> other, int ifEitherIsNull) {
        return value == null || other.value == null ? ifEitherIsNull : value.compareTo(other.value);
    }
}
