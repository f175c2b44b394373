package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.minute;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.sextant.rules.safety.LatestReadings.Due;

/** Three readings tell of one more what all readings tell. */
class LatestReadingsPropertyTest {

    /** Whatever was stored, and whatever time has passed since. */
    @Property(tries = 5000)
    void whatThreeReadingsTellAllReadingsTell(
            @ForAll("charts") Chart chart,
            @ForAll("readings") Reading reading,
            @ForAll @IntRange(max = 400) int before,
            @ForAll @IntRange(max = 400) int passed) {
        var stored = MonitoringClock.of(chart.at(minute(before)));
        Assume.that(stored.missed().isEmpty());
        var now = chart.at(minute(before + passed));

        var three = latest(chart).evaluate(now, new Due(stored.nextDueAt(), stored.overdueAt()), reading);

        if (three.isPresent()) {
            var all = chart.with(reading).at(minute(before + passed));
            var clock = MonitoringClock.of(all);
            assertThat(clock.missed()).isEmpty();
            assertThat(three.get()).isEqualTo(new Due(clock.nextDueAt(), clock.overdueAt()));
            assertThat(ReadingRules.evaluate(all)).isEqualTo(ReadingRules.evaluate(now));
        }
    }

    /** So that the property does not hold because nothing is ever evaluated by three readings. */
    @Property(tries = 200)
    void aUsualSessionIsEvaluatedByThreeReadingsAlone(@ForAll @IntRange(min = 1, max = 10) int apart) {
        var chart = Chart.started(ShippedRules.IV).with(Measured.normal(minute(-5)));
        for (var taken = apart; taken <= 120; taken += apart) {
            var now = chart.at(minute(taken));
            var stored = MonitoringClock.of(now);
            var reading = Measured.normal(minute(taken));

            assertThat(latest(chart).evaluate(now, new Due(stored.nextDueAt(), stored.overdueAt()), reading))
                    .isPresent();
            chart = chart.with(reading);
        }
    }

    @Example
    void whatRaisesAnAlertIsLeftToTheEvaluationOfAll() {
        var chart =
                Chart.started(ShippedRules.IV).with(Measured.normal(minute(-5)), Measured.pressure(minute(5), 170, 90));
        var stored = MonitoringClock.of(chart.at(minute(6)));
        var due = new Due(stored.nextDueAt(), stored.overdueAt());

        assertThat(latest(chart).evaluate(chart.at(minute(6)), due, Measured.pressure(minute(6), 170, 90)))
                .as("the second of two risen pressures")
                .isEmpty();
        assertThat(latest(chart).evaluate(chart.at(minute(6)), due, Measured.SPO2.reading(minute(6), 80)))
                .as("over a limit")
                .isEmpty();
        assertThat(latest(chart).evaluate(chart.at(minute(6)), due, Measured.normal(minute(4))))
                .as("not the newest")
                .isEmpty();
        assertThat(latest(chart).evaluate(chart.at(minute(30)), due, Measured.normal(minute(30))))
                .as("after one was missed")
                .isEmpty();
    }

    private static LatestReadings latest(Chart chart) {
        var latest = new LatestReadings(null, null, null);
        for (var reading : chart.readings().stream().sorted(Reading.ORDER).toList()) {
            latest = latest.and(reading, chart.visit().startedAt());
        }
        return latest;
    }

    @Provide
    Arbitrary<Chart> charts() {
        var recorded = Arbitraries.integers().between(0, 200).map(Chart::minute);
        var ended = Arbitraries.integers().between(0, 120).map(Chart::minute).injectNull(0.4);
        var visits = Combinators.combine(recorded, ended, Arbitraries.of(true, true, false))
                .as((recordedAt, endedAt, started) -> started
                        ? Chart.startRecorded(ShippedRules.IV, recordedAt).ended(endedAt)
                        : Chart.checkedIn(ShippedRules.IV));
        return Combinators.combine(visits, readings().list().ofMaxSize(12))
                .as((chart, readings) -> chart.with(readings));
    }

    @Provide
    Arbitrary<Reading> readings() {
        var pressures = Combinators.combine(times(), Arbitraries.of(100, 120, 125, 160, 170, 185))
                .as((at, systolic) -> Measured.pressure(at, systolic, 80));
        return Arbitraries.oneOf(
                pressures,
                times().map(Measured::withoutPressure),
                Combinators.combine(times(), Arbitraries.of(80, 98)).as(Measured.SPO2::reading));
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.integers().between(-10, 300).map(Chart::minute);
    }
}
