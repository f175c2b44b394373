package org.sextant.reporting.statistics;

/**
 * A count in a table of groups.
 *
 * @param whole what it is a part of, so that the rest can be told from it; null where it is no part of anything
 * @param family cells of one group of which one would tell the other, and so are hidden together: those that add up to a
 *     third, or a count and what is left between it and another; null where there are none
 */
public record CountCell(long count, Long whole, String family) {

    public static CountCell of(long count) {
        return new CountCell(count, null, null);
    }

    public static CountCell of(long count, long whole) {
        return new CountCell(count, whole, null);
    }

    long rest() {
        return whole == null ? Long.MAX_VALUE : whole - count;
    }
}
