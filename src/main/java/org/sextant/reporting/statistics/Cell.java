package org.sextant.reporting.statistics;

/**
 * A count in a table of groups.
 *
 * @param whole what it is a part of, so that the rest can be told from it; null where it is no part of anything
 * @param family cells of one group of which one would tell the other, and so are hidden together: those that add up to a
 *     third, or a count and what is left between it and another; null where there are none
 */
public record Cell(long count, Long whole, String family) {

    public static Cell of(long count) {
        return new Cell(count, null, null);
    }

    public static Cell of(long count, long whole) {
        return new Cell(count, whole, null);
    }

    long rest() {
        return whole == null ? Long.MAX_VALUE : whole - count;
    }
}
