package org.sextant.reporting.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SmallCellSuppressionTest {

    @Test
    void whatIsLargeIsShown() {
        assertThat(SmallCellSuppression.of(List.of(group(40, 18), group(30, 12))))
                .containsExactly(Set.of(), Set.of());
        assertThat(SmallCellSuppression.of(List.of(group(22, 11)))).containsExactly(Set.of());
    }

    @Test
    void aCountUnderElevenIsHiddenAndSoIsOneThatLeavesFewer() {
        assertThat(SmallCellSuppression.of(List.of(group(40, 10)))).containsExactly(Set.of("part"));
        assertThat(SmallCellSuppression.of(List.of(group(40, 30)))).containsExactly(Set.of("part"));
        assertThat(SmallCellSuppression.of(List.of(group(40, 0)))).containsExactly(Set.of("part"));
        assertThat(SmallCellSuppression.of(List.of(group(10, 10)))).containsExactly(Set.of("n", "part"));
    }

    /** Else the total less the two that are shown would be the third. */
    @Test
    void theNextSmallestIsHiddenBesideASingleOne() {
        assertThat(SmallCellSuppression.of(List.of(group(100, 50), group(5, 2), group(60, 30))))
                .containsExactly(Set.of(), Set.of("n", "part"), Set.of("n", "part"));
        assertThat(SmallCellSuppression.of(List.of(group(100, 50), group(60, 3), group(80, 40))))
                .containsExactly(Set.of(), Set.of("part"), Set.of("part"));
    }

    @Test
    void twoSmallOnesThatAreSmallTogetherTakeAThird() {
        assertThat(SmallCellSuppression.of(List.of(group(100, 50), group(5, 2), group(4, 2), group(60, 30))))
                .containsExactly(Set.of(), Set.of("n", "part"), Set.of("n", "part"), Set.of("n", "part"));
        assertThat(SmallCellSuppression.of(List.of(group(100, 50), group(6, 2), group(6, 2), group(60, 30))))
                .element(3)
                .isEqualTo(Set.of("part"));
    }

    @Test
    void aFamilyIsHiddenTogether() {
        var group = new LinkedHashMap<String, CountCell>();
        group.put("n", CountCell.of(100));
        group.put("mild", new CountCell(60, null, "severity"));
        group.put("severe", new CountCell(3, null, "severity"));
        group.put("other", CountCell.of(30));

        assertThat(SmallCellSuppression.of(List.of(group))).containsExactly(Set.of("mild", "severe"));
    }

    /** Who has the totals and all that is shown is left with no group alone, and with no remainder under eleven. */
    @Property
    void totalsTellNothingOfFewPeople(@ForAll("tables") List<Map<String, CountCell>> groups) {
        var hidden = SmallCellSuppression.of(groups);

        for (var name : List.of("n", "part")) {
            var left = IntStream.range(0, groups.size())
                    .filter(i -> hidden.get(i).contains(name))
                    .mapToObj(i -> groups.get(i).get(name))
                    .toList();
            for (var i = 0; i < groups.size(); i++) {
                var cell = groups.get(i).get(name);
                if (!hidden.get(i).contains(name)) {
                    assertThat(cell.count()).isGreaterThanOrEqualTo(11);
                    assertThat(cell.rest()).isGreaterThanOrEqualTo(11);
                }
            }
            var everything = left.size() == groups.size();
            if (!left.isEmpty() && !everything) {
                assertThat(left).hasSizeGreaterThan(1);
                assertThat(left.stream().mapToLong(CountCell::count).sum()).isGreaterThanOrEqualTo(11);
                if (name.equals("part")) {
                    assertThat(left.stream().mapToLong(CountCell::rest).sum()).isGreaterThanOrEqualTo(11);
                }
            }
        }
        for (var i = 0; i < groups.size(); i++) {
            assertThat(hidden.get(i).contains("n")).isNotEqualTo(!hidden.get(i).containsAll(Set.of("n", "part")));
        }
    }

    @Provide
    Arbitrary<List<Map<String, CountCell>>> tables() {
        var n = Arbitraries.integers().between(0, 60);
        return Combinators.combine(n, Arbitraries.integers().between(0, 100))
                .as((size, percent) -> group(size, size * percent / 100))
                .list()
                .ofMinSize(1)
                .ofMaxSize(7);
    }

    private static Map<String, CountCell> group(int n, int part) {
        var cells = new LinkedHashMap<String, CountCell>();
        cells.put("n", CountCell.of(n));
        cells.put("part", CountCell.of(part, n));
        return cells;
    }
}
