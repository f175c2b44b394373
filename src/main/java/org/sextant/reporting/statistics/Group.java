package org.sextant.reporting.statistics;

import java.util.Comparator;

/**
 * The label that the courses of a group share.
 *
 * @param name null for courses without a label; for an analyst also null where the indication is not a code
 * @param system the code system of the indication; null for all other labels
 */
public record Group(String name, String system) implements Comparable<Group> {

    private static final Comparator<Group> ORDER = Comparator.comparing(
                    Group::name, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Group::system, Comparator.nullsFirst(Comparator.naturalOrder()));

    public static Group of(String name) {
        return new Group(name, null);
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }
}
