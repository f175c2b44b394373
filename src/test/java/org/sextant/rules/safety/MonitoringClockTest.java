package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.A_MICROSECOND;
import static org.sextant.rules.safety.Chart.START;
import static org.sextant.rules.safety.Chart.minute;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.rules.protocol.RequiredMeasurement;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.protocol.TestRules;
import org.sextant.rules.safety.MonitoringClock.Missed;

class MonitoringClockTest {

    private static final Chart INFUSING = Chart.started(ShippedRules.IV);
    private static final Chart OBSERVING = INFUSING.ended(minute(40));
    private static final MonitoringClock STOPPED = new MonitoringClock(null, null, List.of());

    @Test
    void nothingIsDueBeforeTheStart() {
        var waiting = Chart.checkedIn(ShippedRules.IV).with(Measured.normal(minute(-5)));

        assertThat(MonitoringClock.of(waiting.at(minute(90)))).isEqualTo(STOPPED);
    }

    @Test
    void aReadingIsDueTenMinutesAfterTheStartOrTheLastOneWhileItRuns() {
        assertThat(clock(INFUSING, 0)).isEqualTo(due(10));
        assertThat(clock(INFUSING.with(read(-1, 0)), 1)).isEqualTo(due(10));
        assertThat(clock(INFUSING.with(read(7)), 7)).isEqualTo(due(17));
        assertThat(clock(INFUSING.with(read(7, 12, 13)), 14)).isEqualTo(due(23));
    }

    @ParameterizedTest
    @CsvSource({"40, 55", "44, 59", "38, 53", "31, 46", "30, 40", "29, 39"})
    void afterTheEndItIsFifteenUnlessItWasDueByThen(int lastMinute, int dueMinute) {
        var chart = OBSERVING.with(read(10, 20, 29, lastMinute));

        assertThat(clock(chart, lastMinute)).isEqualTo(due(dueMinute));
    }

    @Test
    void theEndPutsOffWhatIsNotDueYet() {
        var running = INFUSING.with(read(10, 20, 30));

        assertThat(clock(running, 36)).isEqualTo(due(40));
        assertThat(clock(running.ended(minute(36)), 36)).isEqualTo(due(45));
    }

    @Test
    void whereReadingsAreRarerWhileItRunsTheEndItselfIsTheEarliest() {
        var rules = ShippedRules.ivWith("/monitoring/everyMinutesDuringInfusion", 30);

        assertThat(clock(Chart.started(rules).ended(minute(20)), 20).nextDueAt())
                .isEqualTo(minute(20));
    }

    @Test
    void theGraceIsFiveMinutesExactly() {
        assertThat(MonitoringClock.of(INFUSING.at(minute(15).minus(A_MICROSECOND))))
                .isEqualTo(due(10));
        assertThat(clock(INFUSING, 15)).isEqualTo(due(20, 10));
    }

    @Test
    void aReadingWithinTheGraceIsInTime() {
        assertThat(clock(INFUSING.with(read(15)), 15)).isEqualTo(due(25));
        var late = Measured.normal(minute(15).plus(A_MICROSECOND));
        assertThat(MonitoringClock.of(INFUSING.with(late).at(minute(16))).missed())
                .isEqualTo(missed(10));
    }

    @Test
    void oneIsMissedForEachDueTime() {
        assertThat(clock(INFUSING, 37)).isEqualTo(due(40, 10, 20, 30));
        assertThat(clock(OBSERVING, 76)).isEqualTo(due(85, 10, 20, 30, 40, 55, 70));
    }

    @Test
    void whatWasMissedStaysAsItWasAndIsNotMissedTwice() {
        var readings = read(22, 41, 48);
        var complete = clock(OBSERVING.with(readings), 240).missed();

        assertThat(complete).doesNotHaveDuplicates().startsWith(missed(10).get(0));
        for (var now = 0; now <= 240; now++) {
            var moment = minute(now);
            var known =
                    readings.stream().filter(one -> !one.at().isAfter(moment)).toList();
            var chart = now < 40 ? INFUSING : OBSERVING;
            assertThat(clock(chart.with(known), now).missed())
                    .isEqualTo(complete.stream()
                            .filter(one -> !one.overdueAt().isAfter(moment))
                            .toList());
        }
    }

    @Test
    void aReadingThatCouldNotBeTakenCounts() {
        assertThat(clock(INFUSING.with(Measured.nothing(minute(12))), 20)).isEqualTo(due(22));
    }

    @Test
    void aReadingAfterTheGraceSetsTheNextDueTime() {
        assertThat(clock(INFUSING.with(read(17)), 17)).isEqualTo(due(27, 10));
    }

    @Test
    void readingsThatAreRecordedLateFillTheGap() {
        assertThat(clock(INFUSING, 36).missed()).isEqualTo(missed(10, 20, 30));
        assertThat(clock(INFUSING.with(read(22)), 36)).isEqualTo(due(32, 10));
        assertThat(clock(INFUSING.with(read(22, 12)), 36)).isEqualTo(due(32));
        assertThat(clock(INFUSING.with(read(22, 12)), 37)).isEqualTo(due(42, 32));
    }

    @Test
    void nothingIsDueAfterTheDischarge() {
        var gone = OBSERVING.with(read(10, 20, 30, 40)).discharged(minute(60));

        assertThat(clock(gone, 50)).isEqualTo(STOPPED);
        assertThat(clock(gone, 500)).isEqualTo(STOPPED);
        assertThat(clock(gone.with(read(50)), 500)).isEqualTo(STOPPED);
    }

    @Test
    void whatWasMissedBeforeTheDischargeStaysMissed() {
        var gone = OBSERVING.with(read(10, 20, 30, 40)).discharged(minute(60).plus(A_MICROSECOND));

        assertThat(clock(gone, 500)).isEqualTo(new MonitoringClock(null, null, missed(55)));
    }

    @Test
    void nothingIsDueTwelveHoursAfterTheStart() {
        assertThat(clock(OBSERVING.with(read(705)), 705).nextDueAt()).isEqualTo(minute(720));
        assertThat(clock(OBSERVING.with(read(706)), 706).nextDueAt()).isNull();
        assertThat(clock(INFUSING, 10_000).nextDueAt()).isNull();
        assertThat(clock(INFUSING, 10_000).missed())
                .isEqualTo(missed(IntStream.rangeClosed(1, 72).map(i -> i * 10).toArray()));
    }

    @Test
    void nothingIsMissedMoreThanAnHourBeforeTheServiceKnewOfTheStart() {
        var recorded = minute(75);

        assertThat(clock(Chart.startRecorded(ShippedRules.IV, recorded), 75).missed())
                .isEqualTo(missed(10, 20, 30, 40, 50, 60, 70));
        assertThat(clock(Chart.startRecorded(ShippedRules.IV, recorded.plus(A_MICROSECOND)), 75)
                        .missed())
                .isEqualTo(missed(20, 30, 40, 50, 60, 70));
    }

    @Test
    void aWholeSessionThatIsEnteredLaterMissesNothing() {
        var entered = Chart.startRecorded(ShippedRules.IV, minute(3000)).ended(minute(40));

        assertThat(clock(entered, 3000)).isEqualTo(STOPPED);
    }

    @Test
    void esketamineIsReadFortyMinutesAfterTheDose() {
        var dosed = Chart.started(ShippedRules.ESKETAMINE);

        assertThat(clock(dosed, 1)).isEqualTo(due(40));
        assertThat(clock(dosed.ended(minute(5)), 5)).isEqualTo(due(40));
        assertThat(clock(dosed.ended(minute(5)).with(read(38)), 38)).isEqualTo(due(78));
        assertThat(clock(dosed.ended(minute(5)), 45))
                .isEqualTo(due(80, lacking(40, RequiredMeasurement.SPO2, RequiredMeasurement.BLOOD_PRESSURE)));
    }

    @Test
    void aProtocolMayAskForReadingsOnlyWhileItRunsOrForNone() {
        var onlyDuring = Chart.started(ShippedRules.ivWithout("/monitoring/everyMinutesAfter"));
        var none = Chart.started(ShippedRules.ivWithout("/monitoring"));

        assertThat(clock(onlyDuring.with(read(10, 20)), 25)).isEqualTo(due(30));
        assertThat(clock(onlyDuring.with(read(10, 20)).ended(minute(25)), 25)).isEqualTo(STOPPED);
        assertThat(clock(none, 100)).isEqualTo(STOPPED);
        assertThat(clock(none.ended(minute(40)), 100)).isEqualTo(STOPPED);
    }

    @Test
    void withoutAGraceAReadingIsMissedWhenItIsDue() {
        var strict = Chart.started(ShippedRules.ivWithout("/monitoring/graceMinutes"));

        assertThat(clock(strict, 10).missed()).containsExactly(new Missed(minute(10), minute(10)));
        assertThat(clock(strict.with(read(10)), 10).missed()).isEmpty();
    }

    @Test
    void aReadingWithoutWhatIsRequiredLeavesTheClockRunning() {
        var dosed = Chart.started(requiring(RequiredMeasurement.SPO2));
        var pulse = dosed.with(Measured.HEART_RATE.alone(minute(9)));

        assertThat(clock(pulse, 9)).isEqualTo(due(10));
        assertThat(clock(pulse, 15)).isEqualTo(due(20, lacking(10, RequiredMeasurement.SPO2)));
        assertThat(clock(pulse.with(Measured.SPO2.alone(minute(12))), 15)).isEqualTo(due(22));
        assertThat(clock(dosed.with(Measured.SPO2.alone(minute(9))), 9)).isEqualTo(due(19));
    }

    @Test
    void twoReadingsTogetherAreOneAndTheLaterOneSetsTheNextDueTime() {
        var dosed = Chart.started(requiring(RequiredMeasurement.SPO2, RequiredMeasurement.BLOOD_PRESSURE));
        var saturation = dosed.with(Measured.SPO2.alone(minute(8)));

        assertThat(clock(saturation, 8)).isEqualTo(due(10));
        assertThat(clock(saturation.with(Measured.SYSTOLIC.alone(minute(11))), 11))
                .isEqualTo(due(21));
        assertThat(clock(saturation, 15)).isEqualTo(due(20, lacking(10, RequiredMeasurement.BLOOD_PRESSURE)));
        assertThat(clock(dosed, 15))
                .isEqualTo(due(20, lacking(10, RequiredMeasurement.BLOOD_PRESSURE, RequiredMeasurement.SPO2)));
    }

    @Test
    void whatIsStatedAsAbsentCountsForWhatItNames() {
        var dosed = Chart.started(requiring(RequiredMeasurement.SPO2));

        assertThat(clock(dosed.with(Measured.nothing(minute(9))), 9)).isEqualTo(due(19));
        assertThat(clock(dosed.with(Measured.absent(minute(9), Set.of(RequiredMeasurement.SPO2))), 9))
                .isEqualTo(due(19));
        assertThat(clock(dosed.with(Measured.absent(minute(9), Set.of(RequiredMeasurement.SEDATION))), 9))
                .isEqualTo(due(10));
    }

    @ParameterizedTest
    @CsvSource({"34, false", "35, true", "40, true", "45, true", "46, false"})
    void aBloodPressureAtAFixedTimeMayBeEarlyOrLateByTheGrace(int takenMinute, boolean inTime) {
        var dosed = Chart.started(pressureAt(40)).with(Measured.SYSTOLIC.alone(minute(takenMinute)));

        assertThat(clock(dosed, 200).missed())
                .isEqualTo(inTime ? List.of() : List.of(lacking(40, RequiredMeasurement.BLOOD_PRESSURE)));
    }

    @Test
    void aBloodPressureAtAFixedTimeIsDueThenWhateverTheIntervals() {
        var dosed = Chart.started(pressureAt(40, 90));
        var others = List.of(
                Measured.SPO2.alone(minute(10)), Measured.SPO2.alone(minute(20)), Measured.SPO2.alone(minute(30)));
        var regular = Chart.started(ShippedRules.ivWith("/monitoring/requiresBloodPressureAtMinutes", List.of(36)));

        assertThat(clock(dosed, 0)).isEqualTo(due(40));
        assertThat(clock(dosed.with(Measured.normal(minute(41))), 41)).isEqualTo(due(90));
        assertThat(clock(dosed.with(Measured.nothing(minute(41))), 41)).isEqualTo(due(90));
        assertThat(clock(dosed.with(Measured.SPO2.alone(minute(41))), 41)).isEqualTo(due(40));
        assertThat(clock(dosed, 45)).isEqualTo(due(90, lacking(40, RequiredMeasurement.BLOOD_PRESSURE)));
        assertThat(clock(regular.with(others), 30)).isEqualTo(due(36));
        assertThat(clock(regular.with(others), 41)).isEqualTo(due(40, lacking(36, RequiredMeasurement.BLOOD_PRESSURE)));
    }

    @Test
    void whatIsMissedAtOneTimeIsOneMissedReading() {
        var rules = ShippedRules.ivWith("/monitoring/requiresBloodPressureAtMinutes", List.of(10));

        assertThat(clock(Chart.started(rules), 15)).isEqualTo(due(20, lacking(10, RequiredMeasurement.BLOOD_PRESSURE)));
    }

    @Test
    void aBloodPressureAtAFixedTimeIsNotDueAfterTheDischargeNorTwelveHoursNorInASessionEnteredLater() {
        assertThat(clock(Chart.started(pressureAt(40)).ended(minute(5)).discharged(minute(45)), 200))
                .isEqualTo(STOPPED);
        assertThat(clock(Chart.started(pressureAt(720)), 0)).isEqualTo(due(720));
        assertThat(clock(Chart.started(pressureAt(721)), 0)).isEqualTo(STOPPED);
        assertThat(clock(Chart.startRecorded(pressureAt(40), minute(105)), 105).missed())
                .containsExactly(lacking(40, RequiredMeasurement.BLOOD_PRESSURE));
        assertThat(clock(Chart.startRecorded(pressureAt(40), minute(106)), 106)).isEqualTo(STOPPED);
    }

    @Test
    void onlyWhatIsMissingMakesUpForAMissedReading() {
        var both = lacking(10, RequiredMeasurement.SPO2, RequiredMeasurement.BLOOD_PRESSURE);

        assertThat(both.isMadeUpBy(List.of(Measured.SPO2.alone(minute(16))))).isFalse();
        assertThat(both.isMadeUpBy(List.of(Measured.SPO2.alone(minute(16)), Measured.SYSTOLIC.alone(minute(30)))))
                .isTrue();
        assertThat(both.isMadeUpBy(List.of(Measured.normal(minute(15))))).isFalse();
        assertThat(missed(10).get(0).isMadeUpBy(List.of(Measured.HEART_RATE.alone(minute(16)))))
                .isTrue();
        assertThat(missed(10).get(0).isMadeUpBy(List.of())).isFalse();
    }

    private static Rules requiring(RequiredMeasurement... measurements) {
        return ShippedRules.ivWith("/monitoring/requires", measurements);
    }

    /** The rules of a protocol that requires blood pressures at these minutes and nothing else. */
    private static Rules pressureAt(Integer... minutes) {
        return ShippedRules.ivWith(
                "/monitoring",
                TestRules.monitoring("graceMinutes", 5, "requiresBloodPressureAtMinutes", List.of(minutes)));
    }

    private static Missed lacking(int dueMinute, RequiredMeasurement... measurements) {
        return new Missed(minute(dueMinute), minute(dueMinute + 5), Set.of(measurements));
    }

    private static MonitoringClock due(int dueMinute, Missed missed) {
        return new MonitoringClock(minute(dueMinute), minute(dueMinute + 5), List.of(missed));
    }

    @Test
    void theIntervalIsTheShortestOfTheProtocol() {
        assertThat(interval(ShippedRules.IV)).isEqualTo(Duration.ofMinutes(10));
        assertThat(interval(ShippedRules.ESKETAMINE)).isEqualTo(Duration.ofMinutes(40));
        assertThat(interval(ShippedRules.ivWithout("/monitoring"))).isZero();
        assertThat(interval(pressureAt(40))).isEqualTo(Duration.ofMinutes(1));
    }

    private static Duration interval(Rules rules) {
        return MonitoringClock.interval(Chart.started(rules).at(START));
    }

    private static MonitoringClock clock(Chart chart, int nowMinute) {
        return MonitoringClock.of(chart.at(minute(nowMinute)));
    }

    /** What is due next with the grace of the protocols that ship, and what was missed. */
    private static MonitoringClock due(int dueMinute, int... missedMinutes) {
        return new MonitoringClock(minute(dueMinute), minute(dueMinute + 5), missed(missedMinutes));
    }

    private static List<Missed> missed(int... dueMinutes) {
        return Arrays.stream(dueMinutes)
                .mapToObj(due -> new Missed(minute(due), minute(due + 5)))
                .toList();
    }

    private static List<Reading> read(int... minutes) {
        return Arrays.stream(minutes)
                .mapToObj(Chart::minute)
                .map(Measured::normal)
                .toList();
    }
}
