package org.sextant.reporting.statistics;

import java.util.Comparator;

/**
 * What the courses of a group have in common.
 *
 * @param name null for the courses that have no label, and to an analyst for those whose indication is no code
 * @param system of the indication's code; else null
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
