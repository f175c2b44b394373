package org.sextant.reporting.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the counts of a table that would identify few people.
 *
 * <ul>
 *   <li>A count under 11 is hidden, and also a count that leaves fewer than 11 of its whole.
 *   <li>Where a cell is hidden in a single group, or the hidden counts add up to fewer than 11, the next smallest group
 *       is hidden as well: otherwise the total minus the shown counts would disclose the hidden counts.
 *   <li>A hidden cell also hides the cells whose names begin with the name of the hidden cell and a slash.
 *   <li>A group whose first cell, its size, is hidden shows nothing.
 * </ul>
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
            // Each rule may trigger the other. The number of shown cells only decreases, so the loop ends.
        }
        return suppression.hidden;
    }

    /** True where the size of the group, its first cell, is hidden. */
    static boolean hidesSize(Map<String, CountCell> group, Set<String> hidden) {
        return hidden.contains(size(group));
    }

    private static String size(Map<String, CountCell> group) {
        return group.keySet().iterator().next();
    }

    private void hideSmall() {
        for (var i = 0; i < groups.size(); i++) {
            var hiddenHere = hidden.get(i);
            groups.get(i).forEach((name, cell) -> {
                if (cell.count() < SMALLEST || cell.rest() < SMALLEST) {
                    hiddenHere.add(name);
                }
            });
        }
    }

    /** Hides all cells of a group with a hidden size, cells below a hidden cell, and families with a hidden cell. */
    private boolean hideRelatives() {
        var more = false;
        for (var i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            var hiddenHere = hidden.get(i);
            for (var name : List.copyOf(hiddenHere)) {
                var family = group.get(name).family();
                var all = size(group).equals(name);
                for (var other : group.entrySet()) {
                    if (all
                            || other.getKey().startsWith(name + "/")
                            || (family != null && family.equals(other.getValue().family()))) {
                        more |= hiddenHere.add(other.getKey());
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
            while (discloses(name)) {
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

    /** True where the total minus the shown counts discloses the hidden counts of a cell. */
    private boolean discloses(String name) {
        var cells =
                indexes(name, true).stream().map(i -> groups.get(i).get(name)).toList();
        return cells.size() == 1
                || (cells.size() > 1
                        && (cells.stream().mapToLong(CountCell::count).sum() < SMALLEST
                                || (cells.stream().allMatch(cell -> cell.whole() != null)
                                        && cells.stream()
                                                        .mapToLong(CountCell::rest)
                                                        .sum()
                                                < SMALLEST)));
    }

    private List<Integer> indexes(String name, boolean isHidden) {
        var indexes = new ArrayList<Integer>();
        for (var i = 0; i < groups.size(); i++) {
            if (groups.get(i).containsKey(name) && hidden.get(i).contains(name) == isHidden) {
                indexes.add(i);
            }
        }
        return indexes;
    }
}
