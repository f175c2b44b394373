package org.sextant.reporting.statistics;

/**
 * A count in a table of groups.
 *
 * @param whole the total that the count is a part of: a reader can subtract the count from it; null where there is none
 * @param family a name shared by the cells of one group that are hidden together because one discloses another: cells
 *     that add up to a third cell, or a count and its difference to another count; null where there is no such cell
 */
public record CountCell(long count, Long whole, String family) {

    public static CountCell of(long count) {
        return new CountCell(count, null, null);
    }

    public static CountCell of(long count, long whole) {
        return new CountCell(count, whole, null);
    }

    /** The cell as a member of another family. */
    public CountCell inFamily(String other) {
        return new CountCell(count, whole, other);
    }

    long rest() {
        return whole == null ? Long.MAX_VALUE : whole - count;
    }
}
