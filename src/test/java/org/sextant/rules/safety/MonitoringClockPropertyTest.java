package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.minute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.sextant.rules.protocol.Monitoring;
import org.sextant.rules.protocol.RequiredMeasurement;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.protocol.TestRules;
import org.sextant.rules.safety.MonitoringClock.Missed;

class MonitoringClockPropertyTest {

    private static final int LATEST_MINUTE = 800;

    @Property
    void readingsAreMissedAnIntervalApartAndTheNextIsDueAfterThem(
            @ForAll("chartsAtIntervals") Chart chart, @ForAll @IntRange(max = LATEST_MINUTE) int now) {
        var snapshot = chart.at(minute(now));
        var interval = MonitoringClock.interval(snapshot);
        var clock = MonitoringClock.of(snapshot);

        Instant earliest = minute(0);
        for (var missed : clock.missed()) {
            assertThat(missed.dueAt()).isAfterOrEqualTo(earliest.plus(interval));
            earliest = missed.dueAt();
        }
        if (clock.nextDueAt() != null) {
            assertThat(clock.nextDueAt()).isAfterOrEqualTo(earliest.plus(interval));
        }
    }

    @Property
    void aReadingIsMissedOnceItsGraceIsOver(
            @ForAll("charts") Chart chart, @ForAll @IntRange(max = LATEST_MINUTE) int now) {
        var minutes = chart.rules().monitoring().graceMinutes();
        var grace = Duration.ofMinutes(minutes == null ? 0 : minutes);
        var clock = MonitoringClock.of(chart.at(minute(now)));

        assertThat(clock.missed()).allSatisfy(missed -> {
            assertThat(missed.overdueAt()).isEqualTo(missed.dueAt().plus(grace));
            assertThat(missed.overdueAt()).isBeforeOrEqualTo(minute(now));
        });
        if (clock.nextDueAt() != null) {
            assertThat(clock.overdueAt())
                    .isEqualTo(clock.nextDueAt().plus(grace))
                    .isAfter(minute(now));
        }
    }

    @Property
    void whatIsMissedHasNoReadingFromAnIntervalBeforeToTheEndOfItsGrace(@ForAll("charts") Chart chart) {
        var snapshot = chart.at(minute(LATEST_MINUTE));
        var minutes = chart.rules().monitoring().graceMinutes();
        var grace = Duration.ofMinutes(minutes == null ? 0 : minutes);
        var interval = MonitoringClock.interval(snapshot);

        for (var missed : MonitoringClock.of(snapshot).missed()) {
            // A blood pressure at a fixed time is early by its grace at most.
            var before = missed.missing().isEmpty() || interval.compareTo(grace) < 0 ? interval : grace;
            var inTime = chart.readings().stream()
                    .filter(reading -> reading.at().isAfter(missed.dueAt().minus(before))
                            && !reading.at().isAfter(missed.overdueAt()))
                    .toList();
            assertThat(inTime)
                    .noneMatch(reading -> missed.missing().isEmpty()
                            || missed.missing().stream().anyMatch(reading::answers));
        }
    }

    /** So that time alone never takes back an alert, nor raises one twice. */
    @Property
    void whatWasMissedStaysMissed(@ForAll("charts") Chart chart, @ForAll @IntRange(max = LATEST_MINUTE) int now) {
        var moment = minute(now);

        assertThat(missed(chart, now))
                .isEqualTo(missed(chart, LATEST_MINUTE).stream()
                        .filter(missed -> !missed.overdueAt().isAfter(moment))
                        .toList());
    }

    @Property
    void oneReadingMoreMakesNoneMissedThatWasDueBeforeIt(@ForAll("charts") Chart chart, @ForAll("moments") Instant at) {
        var more = chart.with(Measured.nothing(at));

        assertThat(missed(chart, LATEST_MINUTE))
                .containsAll(missed(more, LATEST_MINUTE).stream()
                        .filter(missed -> missed.dueAt().isBefore(at))
                        .toList());
    }

    /** A reading of one measurement alone. */
    @Property
    void oneMeasurementMoreMakesNoneMissedThatWasDueBeforeIt(
            @ForAll("charts") Chart chart, @ForAll("moments") Instant at, @ForAll Measured measured) {
        var more = chart.with(measured.alone(at));

        assertThat(missed(chart, LATEST_MINUTE).stream().map(Missed::dueAt))
                .containsAll(missed(more, LATEST_MINUTE).stream()
                        .map(Missed::dueAt)
                        .filter(dueAt -> dueAt.isBefore(at))
                        .toList());
    }

    /** Whatever else a reading has: without what is required it does nothing. */
    @Property
    void aReadingWithoutWhatIsRequiredChangesNothing(
            @ForAll("charts") Chart chart,
            @ForAll("moments") Instant at,
            @ForAll Measured measured,
            @ForAll @IntRange(max = LATEST_MINUTE) int now) {
        var alone = measured.alone(at);
        var monitoring = chart.rules().monitoring();
        Assume.that(!monitoring.requires().isEmpty()
                && monitoring.requires().stream().noneMatch(alone::answers)
                && measured != Measured.SYSTOLIC
                && measured != Measured.DIASTOLIC);

        assertThat(MonitoringClock.of(chart.with(alone).at(minute(now))))
                .isEqualTo(MonitoringClock.of(chart.at(minute(now))));
    }

    @Property(tries = 200)
    void aReadingAtEachDueTimeMissesNothing(@ForAll("charts") Chart chart) {
        var diligent = new Chart(chart.rules(), chart.visit(), List.of(), List.of());
        var due = MonitoringClock.of(diligent.at(minute(0))).nextDueAt();
        while (due != null) {
            diligent = diligent.with(Measured.normal(due));
            due = MonitoringClock.of(diligent.at(due)).nextDueAt();
        }

        assertThat(missed(diligent, LATEST_MINUTE)).isEmpty();
    }

    private static List<Missed> missed(Chart chart, int now) {
        return MonitoringClock.of(chart.at(minute(now))).missed();
    }

    @Provide
    Arbitrary<Chart> charts() {
        return charts(Arbitraries.integers().between(1, 130).set().ofMaxSize(3));
    }

    @Provide
    Arbitrary<Chart> chartsAtIntervals() {
        return charts(Arbitraries.just(Set.of()));
    }

    private static Arbitrary<Chart> charts(Arbitrary<Set<Integer>> pressuresAt) {
        var recorded = Arbitraries.integers().between(0, 200).map(Chart::minute);
        var visits = Combinators.combine(
                        recorded,
                        minutes(0, 120).injectNull(0.3),
                        minutes(120, 400).injectNull(0.5))
                .as((recordedAt, endedAt, dischargedAt) -> Chart.startRecorded(ShippedRules.IV, recordedAt)
                        .ended(endedAt)
                        .discharged(endedAt == null ? null : dischargedAt));
        return Combinators.combine(
                        visits, monitoring(pressuresAt), readings().list().ofMaxSize(20))
                .as((chart, monitoring, readings) ->
                        new Chart(withMonitoring(monitoring), chart.visit(), readings, List.of()));
    }

    @Provide
    Arbitrary<Instant> moments() {
        return times();
    }

    /** Whole readings, readings of one measurement, and readings that could not be taken. */
    private static Arbitrary<Reading> readings() {
        return Arbitraries.oneOf(
                times().map(Measured::normal),
                Combinators.combine(Arbitraries.of(Measured.class), times()).as(Measured::alone),
                times().map(Measured::nothing));
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.integers()
                .between(-10, 400 * 60)
                .map(seconds -> minute(0).plusSeconds(seconds));
    }

    private static Arbitrary<Instant> minutes(int least, int most) {
        return Arbitraries.integers().between(least, most).map(Chart::minute);
    }

    private static Arbitrary<Monitoring> monitoring(Arbitrary<Set<Integer>> pressuresAt) {
        var during = Arbitraries.integers().between(5, 30).injectNull(0.2);
        var after = Arbitraries.integers().between(5, 40).injectNull(0.2);
        var grace = Arbitraries.integers().between(0, 15).injectNull(0.2);
        var requires = Arbitraries.of(RequiredMeasurement.class).set().ofMaxSize(2);
        return Combinators.combine(during, after, grace, requires, pressuresAt)
                .as((whileItRuns, thereafter, late, required, pressures) -> TestRules.monitoring(
                        "baselineWithinMinutes",
                        30,
                        "everyMinutesDuringInfusion",
                        whileItRuns,
                        "everyMinutesAfter",
                        thereafter,
                        "graceMinutes",
                        late,
                        "observeMinutes",
                        60,
                        "requires",
                        required,
                        "requiresBloodPressureAtMinutes",
                        pressures.stream().sorted().toList()));
    }

    private static Rules withMonitoring(Monitoring monitoring) {
        return ShippedRules.ivWith("/monitoring", monitoring);
    }
}
