package org.sextant.rules.protocol;

import java.util.List;
import org.sextant.web.problem.Violations;

/**
 * A value of a protocol that is held against others.
 *
 * @param pointer the JSON pointer of the value
 * @param value null where the protocol does not set it
 */
record Placed<N extends Comparable<N>>(String pointer, N value) {

    /** Notes each value that is above a later one. */
    static <N extends Comparable<N>> void checkOrder(List<Placed<N>> ascending, Violations violations) {
        for (var i = 0; i < ascending.size(); i++) {
            for (var later : ascending.subList(i + 1, ascending.size())) {
                var one = ascending.get(i);
                violations.rejectIf(one.compareTo(later, 0) > 0, one.pointer, "must not be above " + later.pointer);
            }
        }
    }

    /** Notes each low value that is not below every high one. */
    static <N extends Comparable<N>> void checkApart(List<Placed<N>> low, List<Placed<N>> high, Violations violations) {
        low.forEach(one -> high.forEach(other ->
                violations.rejectIf(one.compareTo(other, -1) >= 0, one.pointer, "must be below " + other.pointer)));
    }

    private int compareTo(Placed<N> other, int whereOneIsNotSet) {
        return value == null || other.value == null ? whereOneIsNotSet : value.compareTo(other.value);
    }
}
