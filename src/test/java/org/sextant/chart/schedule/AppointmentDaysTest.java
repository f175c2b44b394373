package org.sextant.chart.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sextant.rules.protocol.SchedulePlan.Phase;

class AppointmentDaysTest {

    private static final List<Phase> ESKETAMINE = List.of(
            new Phase(List.of(1, 4), 2, null), new Phase(List.of(5, 8), 1, null), new Phase(List.of(9), null, 14));

    @Test
    void anIntervalIsTheSameEachTime() {
        assertThat(AppointmentDays.every(3, 4)).containsExactly(0L, 3L, 6L, 9L);
    }

    @Test
    void daysOfTheWeekBeginAtOrAfterTheFirstDate() {
        var thursday = LocalDate.of(2026, 12, 24);
        assertThat(AppointmentDays.on(List.of(Weekday.MON, Weekday.THU), thursday, 5))
                .containsExactly(0L, 4L, 7L, 11L, 14L);
        assertThat(AppointmentDays.on(List.of(Weekday.MON), thursday, 2)).containsExactly(4L, 11L);
    }

    /** Two a week are three and four days apart, then one a week, then one every two weeks, without an end. */
    @Test
    void phasesFollowTheWeeksOfThePlan() {
        assertThat(AppointmentDays.of(ESKETAMINE, numbers(1, 15)))
                .containsExactly(0L, 3L, 7L, 10L, 14L, 17L, 21L, 24L, 28L, 35L, 42L, 49L, 56L, 70L, 84L);
    }

    @Test
    void aSessionKeepsItsPlaceInThePlan() {
        assertThat(AppointmentDays.of(ESKETAMINE, numbers(8, 11))).containsExactly(0L, 4L, 11L, 18L);
        assertThat(AppointmentDays.of(ESKETAMINE, List.of(2, 5))).containsExactly(0L, 11L);
    }

    @Test
    void theLastPhaseGoesOnAndAGapBetweenPhasesStaysEmpty() {
        var phases = List.of(new Phase(List.of(1, 1), 3, null), new Phase(List.of(3, 3), null, 5));
        assertThat(AppointmentDays.of(phases, numbers(1, 6))).containsExactly(0L, 2L, 4L, 14L, 19L, 24L);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
