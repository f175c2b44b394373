package org.sextant.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.minute;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sextant.rules.protocol.RequiredMeasurement;
import org.sextant.rules.safety.MonitoringClock.Missed;

class MissedReadingsTest {

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    @Test
    void whatNobodyWasAlertedOfIsUnknown() {
        var matched = MissedReadings.of(List.of(), missed(10, 20), INTERVAL);

        assertThat(matched.unknown()).isEqualTo(missed(10, 20));
        assertThat(matched.kept()).isEmpty();
        assertThat(matched.obsolete()).isEmpty();
    }

    @Test
    void anAlertStaysWithItsReadingAndIsNotRaisedTwice() {
        var alerts = alerts(10, 20);

        var matched = MissedReadings.of(alerts, missed(10, 20), INTERVAL);

        assertThat(matched.kept())
                .hasSize(2)
                .containsEntry(alerts.get(0), missed(10).get(0))
                .containsEntry(alerts.get(1), missed(20).get(0));
        assertThat(matched.unknown()).isEmpty();
        assertThat(matched.obsolete()).isEmpty();
    }

    @Test
    void onlyTheNewOneIsUnknown() {
        assertThat(MissedReadings.of(alerts(10, 20), missed(10, 20, 30), INTERVAL)
                        .unknown())
                .isEqualTo(missed(30));
    }

    @Test
    void anAlertOfAReadingThatWasNotMissedIsObsolete() {
        var alerts = alerts(10, 20);

        var matched = MissedReadings.of(alerts, missed(20), INTERVAL);

        assertThat(matched.obsolete()).containsExactly(alerts.get(0));
        assertThat(matched.kept()).containsOnlyKeys(alerts.get(1));
    }

    @Test
    void anAlertMovesWithTheTimeAtWhichItsReadingWasDue() {
        // A reading of minute 7 came in late: what was due at 10, 20, 30 was due at 17, 27.
        var alerts = alerts(10, 20, 30);

        var matched = MissedReadings.of(alerts, missed(17, 27), INTERVAL);

        assertThat(matched.kept())
                .hasSize(2)
                .containsEntry(alerts.get(1), missed(17).get(0))
                .containsEntry(alerts.get(2), missed(27).get(0));
        assertThat(matched.obsolete()).containsExactly(alerts.get(0));
        assertThat(matched.unknown()).isEmpty();
    }

    @Test
    void anAlertStandsForOneReadingOnlyAndThatForOneAlert() {
        var one = alerts(15);
        assertThat(MissedReadings.of(one, missed(10, 20), INTERVAL).kept()).hasSize(1);
        assertThat(MissedReadings.of(one, missed(10, 20), INTERVAL).unknown()).hasSize(1);
        assertThat(MissedReadings.of(alerts(10, 20), missed(15), INTERVAL).obsolete())
                .hasSize(1);
    }

    @Test
    void thoseAnIntervalApartAreNotTheSame() {
        var alerts = alerts(10);

        assertThat(MissedReadings.of(alerts, missed(20), INTERVAL).unknown()).isEqualTo(missed(20));
        assertThat(MissedReadings.of(alerts, missed(20), INTERVAL).obsolete()).isEqualTo(alerts);
        var justNearer = new Missed(minute(20).minusNanos(1_000), minute(25));
        assertThat(MissedReadings.of(alerts, List.of(justNearer), INTERVAL).kept())
                .containsEntry(alerts.get(0), justNearer);
    }

    @Test
    void theNearestIsKeptInWhateverOrderTheAlertsCome() {
        var far = Findings.overdue(minute(12));
        var near = Findings.overdue(minute(19));

        assertThat(MissedReadings.of(List.of(far, near), missed(20), INTERVAL).kept())
                .containsOnlyKeys(near);
        assertThat(MissedReadings.of(List.of(near, far), missed(20), INTERVAL).kept())
                .containsOnlyKeys(near);
    }

    @Test
    void anAlertStaysWithTheNearerOfTwoReadings() {
        var alerts = alerts(14);

        var matched = MissedReadings.of(alerts, missed(10, 20), INTERVAL);

        assertThat(matched.kept()).containsEntry(alerts.get(0), missed(10).get(0));
        assertThat(matched.unknown()).isEqualTo(missed(20));
    }

    @Test
    void ofTwoReadingsEquallyNearItStaysWithTheEarlierOne() {
        var alerts = alerts(15);

        assertThat(MissedReadings.of(alerts, missed(10, 20), INTERVAL).kept())
                .containsEntry(alerts.get(0), missed(10).get(0));
        assertThat(MissedReadings.of(alerts, missed(20, 10), INTERVAL).kept())
                .containsEntry(alerts.get(0), missed(10).get(0));
    }

    @Test
    void ofTwoAlertsEquallyNearTheEarlierOneIsKeptInWhateverOrderTheyCome() {
        var earlier = Findings.overdue(minute(10));
        var later = Findings.overdue(minute(20));

        for (var alerts : List.of(List.of(earlier, later), List.of(later, earlier))) {
            assertThat(MissedReadings.of(alerts, missed(15), INTERVAL).kept()).containsOnlyKeys(earlier);
        }
    }

    @Test
    void anAlertStaysOnlyWithAReadingThatLacksTheSame() {
        var saturation = new Missed(minute(10), minute(15), Set.of(RequiredMeasurement.SPO2));
        var moved = new Missed(minute(17), minute(22), Set.of(RequiredMeasurement.SPO2));
        var pressure = new Missed(minute(10), minute(15), Set.of(RequiredMeasurement.BLOOD_PRESSURE));
        var alert = Findings.overdue(saturation);

        assertThat(MissedReadings.of(List.of(alert), List.of(moved), INTERVAL).kept())
                .containsEntry(alert, moved);
        for (var other : List.of(pressure, missed(10).get(0))) {
            var matched = MissedReadings.of(List.of(alert), List.of(other), INTERVAL);
            assertThat(matched.obsolete()).containsExactly(alert);
            assertThat(matched.unknown()).containsExactly(other);
        }
    }

    @Test
    void anAlertStaysWithAReadingOfItsDueTimeWhereNoInterval() {
        var alerts = alerts(40);

        assertThat(MissedReadings.of(alerts, missed(40), Duration.ZERO).kept()).hasSize(1);
    }

    @Test
    void whereNoReadingsAreAskedForAllAlertsAreObsolete() {
        var alerts = alerts(10, 20);

        assertThat(MissedReadings.of(alerts, List.of(), Duration.ZERO).obsolete())
                .isEqualTo(alerts);
    }

    private static List<Alert> alerts(int... dueMinutes) {
        return Arrays.stream(dueMinutes)
                .mapToObj(due -> Findings.overdue(minute(due)))
                .toList();
    }

    private static List<Missed> missed(int... dueMinutes) {
        return Arrays.stream(dueMinutes)
                .mapToObj(due -> new Missed(minute(due), minute(due + 5)))
                .toList();
    }
}
