package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ElapsedDaysTest {

    private static final Instant MONDAY_NOON = Instant.parse("2026-01-05T12:00:00Z");

    @Test
    void halfADayRoundsUp() {
        assertThat(days(Duration.ZERO)).isZero();
        assertThat(days(Duration.ofHours(12).minusNanos(1))).isZero();
        assertThat(days(Duration.ofHours(12))).isEqualTo(1);
        assertThat(days(Duration.ofHours(36).minusNanos(1))).isEqualTo(1);
        assertThat(days(Duration.ofHours(36))).isEqualTo(2);
    }

    @Test
    void beforeTheFirstMomentTheDaysAreNegative() {
        assertThat(days(Duration.ofHours(-12))).isZero();
        assertThat(days(Duration.ofHours(-12).minusNanos(1))).isEqualTo(-1);
        assertThat(days(Duration.ofHours(-36))).isEqualTo(-1);
        assertThat(days(Duration.ofHours(-36).minusNanos(1))).isEqualTo(-2);
    }

    /** Three days on the wall are 71 or 73 hours when the clock changes between them. */
    @Test
    void aChangeOfTheClockChangesNoCount() {
        assertThat(days(Duration.ofHours(71))).isEqualTo(3);
        assertThat(days(Duration.ofHours(73))).isEqualTo(3);
    }

    private static long days(Duration later) {
        return ElapsedDays.between(MONDAY_NOON, MONDAY_NOON.plus(later));
    }
}
