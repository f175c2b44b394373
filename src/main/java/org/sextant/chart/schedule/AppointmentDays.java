package org.sextant.chart.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.sextant.rules.protocol.SchedulePlan.Phase;

/** The days of a series of appointments, counted on the calendar from the day of the first appointment. */
final class AppointmentDays {

    private static final int DAYS_PER_WEEK = 7;

    private AppointmentDays() {}

    /** The days of so many appointments at one interval. */
    static List<Long> every(int days, int count) {
        return LongStream.iterate(0, day -> day + days).limit(count).boxed().toList();
    }

    /** The days of so many appointments on these days of the week, at or after the date {@code first}. */
    static List<Long> on(List<Weekday> weekdays, LocalDate first, int count) {
        return LongStream.iterate(0, day -> day + 1)
                .filter(day -> weekdays.contains(Weekday.of(first.plusDays(day).getDayOfWeek())))
                .limit(count)
                .boxed()
                .toList();
    }

    /**
     * The days of the sessions with these numbers. The number of a session is its place in the plan: a course whose
     * first eight sessions are over goes on with the ninth. The sessions of a week are spread evenly, from its first
     * day: two a week are on the first and the fourth day. After the last week of the plan, the last phase goes on.
     *
     * @param phases in the order of their weeks, not empty
     * @param numbers from 1, ascending; the first one is on day 0
     */
    static List<Long> of(List<Phase> phases, List<Integer> numbers) {
        var plan = plan(phases, numbers.get(numbers.size() - 1));
        var first = plan.get(numbers.get(0) - 1);
        return numbers.stream().map(number -> plan.get(number - 1) - first).toList();
    }

    /** The days of the first so many sessions of the plan, from the first day of week 1. */
    private static List<Long> plan(List<Phase> phases, int count) {
        var plan = new ArrayList<Long>();
        for (var i = 0; i < phases.size(); i++) {
            var end = i == phases.size() - 1
                    ? Long.MAX_VALUE
                    : (long) phases.get(i).toWeek() * DAYS_PER_WEEK;
            addDays(plan, phases.get(i), end, count);
        }
        return plan;
    }

    private static void addDays(List<Long> plan, Phase phase, long end, int count) {
        var begin = (long) (phase.fromWeek() - 1) * DAYS_PER_WEEK;
        for (var place = 0L; plan.size() < count; place++) {
            var day = begin + (phase.everyDays() == null ? spread(place, phase.perWeek()) : place * phase.everyDays());
            if (day >= end) {
                return;
            }
            plan.add(day);
        }
    }

    /** The day of the session at this place where each week has so many sessions. */
    private static long spread(long place, int perWeek) {
        return place / perWeek * DAYS_PER_WEEK + place % perWeek * DAYS_PER_WEEK / perWeek;
    }
}
