package org.sextant.chart.schedule;

import java.time.DayOfWeek;

/** A day of the week, as a schedule names it. */
enum Weekday {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN;

    static Weekday of(DayOfWeek day) {
        return valueOf(day.name().substring(0, 3));
    }
}
