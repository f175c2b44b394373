package org.sextant.reporting.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counters of each group, and of all groups together. */
public final class GroupedCounts<C> {

    private static final Group ALL = Group.of(null);

    private final Map<Group, C> groups = new TreeMap<>();
    private final C overall;
    private final Supplier<C> empty;

    public GroupedCounts(Supplier<C> empty) {
        this.empty = empty;
        this.overall = empty.get();
    }

    /** Counts an item in each of its groups, and once in the overall counter. */
    public void count(List<Group> itsGroups, Consumer<C> add) {
        itsGroups.forEach(group -> add.accept(of(group)));
        add.accept(overall);
    }

    /** The counter of one group. */
    public C of(Group group) {
        return groups.computeIfAbsent(group, any -> empty.get());
    }

    /** Applies a change to the counter of each group, but not to the overall counter. */
    public void each(Consumer<C> change) {
        groups.values().forEach(change);
    }

    /** The counter of all groups together. */
    public C overall() {
        return overall;
    }

    /** Turns the counter of a group into the view of the group, without the hidden cells. */
    public interface View<C, V> {
        V of(Group group, C counted, Set<String> hidden);
    }

    /** The views of the groups, by name, and of all groups together. */
    public record Shown<V>(List<V> groups, V overall) {}

    /**
     * Builds the views, with small cells hidden.
     *
     * @param cells the counts of a group that may identify few people, its size first; null where all may be shown
     * @param freelyNamed true where a group whose size is hidden is left out, because its name may identify a person
     */
    public <V> Shown<V> show(Function<C, Map<String, CountCell>> cells, boolean freelyNamed, View<C, V> view) {
        if (cells == null) {
            var all = new ArrayList<V>();
            groups.forEach((group, counted) -> all.add(view.of(group, counted, Set.of())));
            return new Shown<>(all, view.of(ALL, overall, Set.of()));
        }
        var tables = groups.values().stream().map(cells).toList();
        var hidden = SmallCellSuppression.of(tables).iterator();
        var table = tables.iterator();
        var shown = new ArrayList<V>();
        groups.forEach((group, counted) -> {
            var hiddenHere = hidden.next();
            if (!SmallCellSuppression.hidesSize(table.next(), hiddenHere) || !freelyNamed) {
                shown.add(view.of(group, counted, hiddenHere));
            }
        });
        return new Shown<>(
                shown,
                view.of(
                        ALL,
                        overall,
                        SmallCellSuppression.of(List.of(cells.apply(overall))).get(0)));
    }
}
