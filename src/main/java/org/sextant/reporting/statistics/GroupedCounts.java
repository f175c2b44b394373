package org.sextant.reporting.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is counted of groups and of all together. */
public final class GroupedCounts<C> {

    private static final Group ALL = Group.of(null);

    private final Map<Group, C> groups = new TreeMap<>();
    private final C overall;
    private final Supplier<C> empty;

    public GroupedCounts(Supplier<C> empty) {
        this.empty = empty;
        this.overall = empty.get();
    }

    /** Counts something in each of its groups, and once in all together. */
    public void count(List<Group> of, Consumer<C> add) {
        of.forEach(group -> add.accept(of(group)));
        add.accept(overall);
    }

    /** What is counted of one group. */
    public C of(Group group) {
        return groups.computeIfAbsent(group, any -> empty.get());
    }

    /** Each group's. */
    public void each(Consumer<C> change) {
        groups.values().forEach(change);
    }

    /** What is counted of all together. */
    public C overall() {
        return overall;
    }

    /** One group as it is shown. */
    public interface View<C, V> {
        V of(Group group, C counted, Set<String> hidden);
    }

    /** What is shown of the groups, by name, and of all together. */
    public record Shown<V>(List<V> groups, V overall) {}

    /**
     * Shows what was counted.
     *
     * @param cells the counts of a group that may point to few people, its size first; null where all may be shown
     * @param freelyNamed true where a group whose size is hidden is left out, because its name may tell of whom it is
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
            var here = hidden.next();
            if (!SmallCellSuppression.hidesSize(table.next(), here) || !freelyNamed) {
                shown.add(view.of(group, counted, here));
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
