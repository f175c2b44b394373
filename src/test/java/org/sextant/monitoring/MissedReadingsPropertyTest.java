package org.sextant.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.minute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.sextant.rules.safety.Chart;
import org.sextant.rules.safety.Measured;
import org.sextant.rules.safety.MonitoringClock;
import org.sextant.rules.safety.Reading;
import org.sextant.rules.safety.ShippedRules;
import org.sextant.rules.safety.Snapshot;

/** The clock and its alerts together, over a session whose readings come in time, late, or never. */
class MissedReadingsPropertyTest {

    private static final int LATEST_MINUTE = 200;

    @Property
    void thereIsOneAlertForEachMissedReadingInWhateverOrderReadingsArrive(
            @ForAll("readings") List<Reading> readings, @ForAll @IntRange(min = 1, max = 90) int endMinute) {
        var alerts = new ArrayList<Alert>();
        for (var known = 0; known <= readings.size(); known++) {
            var snapshot = Chart.started(ShippedRules.IV)
                    .ended(minute(endMinute))
                    .with(readings.subList(0, known))
                    .at(minute(LATEST_MINUTE));

            follow(alerts, snapshot);

            assertThat(alerts).hasSameSizeAs(MonitoringClock.of(snapshot).missed());
            assertThat(unknown(alerts, snapshot)).isZero();
        }
    }

    /** Who records readings as they are taken never sees an alert taken back. Each try asks at 200 moments. */
    @Property(tries = 250)
    void noAlertIsTakenBackWhileReadingsComeInTheirOrder(
            @ForAll("readings") List<Reading> readings, @ForAll @IntRange(min = 1, max = 90) int endMinute) {
        var alerts = new ArrayList<Alert>();
        for (var now = 0; now <= LATEST_MINUTE; now++) {
            var moment = minute(now);
            var chart = Chart.started(ShippedRules.IV)
                    .with(readings.stream()
                            .filter(reading -> !reading.at().isAfter(moment))
                            .toList());
            var snapshot = (now < endMinute ? chart : chart.ended(minute(endMinute))).at(moment);

            assertThat(follow(alerts, snapshot)).isZero();
            assertThat(alerts).hasSameSizeAs(MonitoringClock.of(snapshot).missed());
        }
    }

    /** Does as the service does; answers how many alerts had to be taken back. */
    private static int follow(List<Alert> alerts, Snapshot snapshot) {
        var matched = match(alerts, snapshot);
        var interval = MonitoringClock.interval(snapshot);
        assertThat(matched.kept())
                .allSatisfy((alert, missed) -> assertThat(
                                Duration.between(alert.dueAt(), missed.dueAt()).abs())
                        .isLessThan(interval));
        alerts.removeAll(matched.obsolete());
        matched.unknown().forEach(missed -> alerts.add(Findings.overdue(missed.dueAt())));
        return matched.obsolete().size();
    }

    private static int unknown(List<Alert> alerts, Snapshot snapshot) {
        return match(alerts, snapshot).unknown().size();
    }

    private static MissedReadings match(List<Alert> alerts, Snapshot snapshot) {
        return MissedReadings.of(alerts, MonitoringClock.of(snapshot).missed(), MonitoringClock.interval(snapshot));
    }

    @Provide
    Arbitrary<List<Reading>> readings() {
        return Arbitraries.integers()
                .between(1, 12_000)
                .map(seconds -> Measured.normal(minute(0).plusSeconds(seconds)))
                .list()
                .ofMaxSize(12);
    }
}
