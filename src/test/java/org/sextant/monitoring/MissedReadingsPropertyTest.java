package org.sextant.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.minute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.protocol.TestRules;
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
            @ForAll("rules") Rules rules,
            @ForAll("readings") List<Reading> readings,
            @ForAll @IntRange(min = 1, max = 90) int endMinute) {
        var alerts = new ArrayList<Alert>();
        for (var known = 0; known <= readings.size(); known++) {
            var snapshot = Chart.started(rules)
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
            @ForAll("rules") Rules rules,
            @ForAll("readings") List<Reading> readings,
            @ForAll @IntRange(min = 1, max = 90) int endMinute) {
        var alerts = new ArrayList<Alert>();
        for (var now = 0; now <= LATEST_MINUTE; now++) {
            var moment = minute(now);
            var chart = Chart.started(rules)
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
                        .isLessThan(interval)
                        .satisfies(near -> assertThat(alert.missing()).containsExactlyElementsOf(missed.missing())));
        alerts.removeAll(matched.obsolete());
        matched.unknown().forEach(missed -> alerts.add(Findings.overdue(missed)));
        return matched.obsolete().size();
    }

    private static int unknown(List<Alert> alerts, Snapshot snapshot) {
        return match(alerts, snapshot).unknown().size();
    }

    private static MissedReadings match(List<Alert> alerts, Snapshot snapshot) {
        return MissedReadings.of(alerts, MonitoringClock.of(snapshot).missed(), MonitoringClock.interval(snapshot));
    }

    /** Any reading counts; a reading needs an SpO2; and a blood pressure is due at fixed times as well. */
    @Provide
    Arbitrary<Rules> rules() {
        return Arbitraries.of(
                ShippedRules.IV,
                ShippedRules.ivWith("/monitoring/requires", List.of("SPO2")),
                ShippedRules.ivWith(
                        "/monitoring",
                        TestRules.monitoring(
                                "everyMinutesDuringInfusion",
                                10,
                                "everyMinutesAfter",
                                15,
                                "graceMinutes",
                                5,
                                "requires",
                                List.of("SPO2", "HEART_RATE"),
                                "requiresBloodPressureAtMinutes",
                                List.of(36, 40, 90))));
    }

    @Provide
    Arbitrary<List<Reading>> readings() {
        var times = Arbitraries.integers()
                .between(1, 12_000)
                .map(seconds -> minute(0).plusSeconds(seconds));
        return Arbitraries.oneOf(
                        times.map(Measured::normal),
                        Combinators.combine(Arbitraries.of(Measured.class), times)
                                .as(Measured::alone))
                .list()
                .ofMaxSize(12);
    }
}
