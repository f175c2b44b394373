package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.minute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.sextant.rules.protocol.Monitoring;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.protocol.TestRules;
import org.sextant.rules.safety.MonitoringClock.Missed;

class MonitoringClockPropertyTest {

    private static final int LATEST_MINUTE = 800;

    @Property
    void readingsAreMissedAnIntervalApartAndTheNextIsDueAfterThem(
            @ForAll("charts") Chart chart, @ForAll @IntRange(max = LATEST_MINUTE) int now) {
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
        var interval = MonitoringClock.interval(snapshot);

        assertThat(MonitoringClock.of(snapshot).missed())
                .allSatisfy(missed -> assertThat(chart.readings())
                        .noneMatch(
                                reading -> reading.at().isAfter(missed.dueAt().minus(interval))
                                        && !reading.at().isAfter(missed.overdueAt())));
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
        var recorded = Arbitraries.integers().between(0, 200).map(Chart::minute);
        var visits = Combinators.combine(
                        recorded,
                        minutes(0, 120).injectNull(0.3),
                        minutes(120, 400).injectNull(0.5))
                .as((recordedAt, endedAt, dischargedAt) -> Chart.startRecorded(ShippedRules.IV, recordedAt)
                        .ended(endedAt)
                        .discharged(endedAt == null ? null : dischargedAt));
        return Combinators.combine(visits, monitoring(), moments().list().ofMaxSize(20))
                .as((chart, monitoring, times) -> new Chart(
                        withMonitoring(monitoring),
                        chart.visit(),
                        times.stream().map(Measured::normal).toList(),
                        List.of()));
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.integers()
                .between(-10, 400 * 60)
                .map(seconds -> minute(0).plusSeconds(seconds));
    }

    private static Arbitrary<Instant> minutes(int least, int most) {
        return Arbitraries.integers().between(least, most).map(Chart::minute);
    }

    private static Arbitrary<Monitoring> monitoring() {
        var during = Arbitraries.integers().between(5, 30).injectNull(0.2);
        var after = Arbitraries.integers().between(5, 40).injectNull(0.2);
        var grace = Arbitraries.integers().between(0, 15).injectNull(0.2);
        return Combinators.combine(during, after, grace)
                .as((whileItRuns, thereafter, late) -> TestRules.monitoring(
                        "baselineWithinMinutes",
                        30,
                        "everyMinutesDuringInfusion",
                        whileItRuns,
                        "everyMinutesAfter",
                        thereafter,
                        "graceMinutes",
                        late,
                        "observeMinutes",
                        60));
    }

    private static Rules withMonitoring(Monitoring monitoring) {
        return ShippedRules.ivWith("/monitoring", monitoring);
    }
}
