package org.sextant.reporting.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the counts of a table that would point to few people. A count under 11 is hidden, and so is one that leaves fewer
 * than 11 of its whole. Where the hidden ones of a cell are a single group, or fewer than 11 together, the next smallest
 * group is hidden as well: else the total less what is shown would tell. With a cell those are hidden whose names begin
 * with its own and a slash. A group whose first cell, its size, is hidden shows nothing.
 */
public final class SmallCellSuppression {

    /** The smallest count that is shown. */
    public static final int SMALLEST = 11;

    private final List<Map<String, CountCell>> groups;
    private final List<Set<String>> hidden = new ArrayList<>();

    private SmallCellSuppression(List<Map<String, CountCell>> groups) {
        this.groups = groups;
        groups.forEach(group -> hidden.add(new HashSet<>()));
    }

    /** The names of the hidden cells of each group, in the order of the groups. */
    public static List<Set<String>> of(List<Map<String, CountCell>> groups) {
        var suppression = new SmallCellSuppression(groups);
        suppression.hideSmall();
        while (suppression.hideRelatives() || suppression.hideComplements()) {
            // Each may call for the other; cells only become fewer, so it ends.
        }
        return suppression.hidden;
    }

    /** True where of a group not even its size, the first of its cells, is shown. */
    static boolean hidesSize(Map<String, CountCell> group, Set<String> hidden) {
        return hidden.contains(size(group));
    }

    private static String size(Map<String, CountCell> group) {
        return group.keySet().iterator().next();
    }

    private void hideSmall() {
        for (var i = 0; i < groups.size(); i++) {
            var here = hidden.get(i);
            groups.get(i).forEach((name, cell) -> {
                if (cell.count() < SMALLEST || cell.rest() < SMALLEST) {
                    here.add(name);
                }
            });
        }
    }

    /** Whole groups whose size is hidden, what is below a hidden cell, and families of which one is. */
    private boolean hideRelatives() {
        var more = false;
        for (var i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            var here = hidden.get(i);
            for (var name : List.copyOf(here)) {
                var family = group.get(name).family();
                var all = size(group).equals(name);
                for (var other : group.entrySet()) {
                    if (all
                            || other.getKey().startsWith(name + "/")
                            || (family != null && family.equals(other.getValue().family()))) {
                        more |= here.add(other.getKey());
                    }
                }
            }
        }
        return more;
    }

    private boolean hideComplements() {
        var names = new LinkedHashSet<String>();
        groups.forEach(group -> names.addAll(group.keySet()));
        var more = false;
        for (var name : names) {
            while (tells(name)) {
                var next = indexes(name, false).stream()
                        .min(Comparator.comparing(i -> groups.get(i).get(name).count()));
                if (next.isEmpty()) {
                    break;
                }
                hidden.get(next.get()).add(name);
                more = true;
            }
        }
        return more;
    }

    /** True where what is hidden of a cell is told by the total less what is shown. */
    private boolean tells(String name) {
        var of = indexes(name, true).stream().map(i -> groups.get(i).get(name)).toList();
        return of.size() == 1
                || (of.size() > 1
                        && (of.stream().mapToLong(CountCell::count).sum() < SMALLEST
                                || (of.stream().allMatch(cell -> cell.whole() != null)
                                        && of.stream()
                                                        .mapToLong(CountCell::rest)
                                                        .sum()
                                                < SMALLEST)));
    }

    private List<Integer> indexes(String name, boolean hiddenOnes) {
        var indexes = new ArrayList<Integer>();
        for (var i = 0; i < groups.size(); i++) {
            if (groups.get(i).containsKey(name) && hidden.get(i).contains(name) == hiddenOnes) {
                indexes.add(i);
            }
        }
        return indexes;
    }
}
