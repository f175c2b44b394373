package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.rules.safety.Infusion.Segment;
import org.sextant.rules.safety.RateChange.Kind;

class InfusionTest {

    private static final Instant START = Instant.parse("2026-03-02T09:15:00Z");
    private static final BigDecimal PLANNED = decimal("54.000");
    private static final BigDecimal TEN_MG_PER_ML = decimal("10");

    private static final Infusion AS_PLANNED = infusion();
    private static final Infusion SLOWED = infusion(rate(20, "36.000"));
    private static final Infusion PAUSED = infusion(pause(20));
    private static final Infusion RESUMED = infusion(pause(20), resume(30, "54.000"));

    @ParameterizedTest
    @CsvSource({
        "36.00, 40, 54.000",
        "100.00, 7, 857.143",
        "0.01, 720, 0.001",
        "0.01, 48, 0.013",
        "0.01, 80, 0.008",
        "1000.00, 1, 60000.000",
        "36.00, 60, 36.000"
    })
    void theRateGivesTheDoseInTheMinutes(BigDecimal doseMg, int minutes, BigDecimal mgPerHour) {
        assertThat(Infusion.mgPerHour(doseMg, minutes)).isEqualTo(mgPerHour);
    }

    @ParameterizedTest
    @CsvSource({"54, 1, 54.000", "10.5, 0.333, 3.497", "0.001, 0.5, 0.001", "0.001, 0.499, 0.000"})
    void aRateOfTheSolutionIsOneOfTheDrug(BigDecimal mlPerHour, BigDecimal mgPerMl, BigDecimal mgPerHour) {
        assertThat(Infusion.mgPerHour(mlPerHour, mgPerMl)).isEqualTo(mgPerHour);
    }

    @ParameterizedTest
    @CsvSource({"36.00, 1, 36.00", "36.00, 0.7, 51.43", "0.05, 10, 0.01", "0.04, 10, 0.00", "0, 10, 0.00"})
    void aDoseIsSoMuchOfTheSolution(BigDecimal mg, BigDecimal mgPerMl, BigDecimal millilitres) {
        assertThat(Infusion.millilitres(mg, mgPerMl)).isEqualTo(millilitres);
    }

    @Test
    void withoutAConcentrationThereAreNoMillilitres() {
        assertThat(Infusion.millilitres(decimal("36"), null)).isNull();
        assertThat(Infusion.millilitres(null, TEN_MG_PER_ML)).isNull();
    }

    @Test
    void anInfusionThatWasNeverChangedRunsAsPlanned() {
        assertThat(AS_PLANNED.mgPerHour()).isEqualTo(PLANNED);
        assertThat(AS_PLANNED.lastRunningMgPerHour()).isEqualTo(PLANNED);
        assertThat(AS_PLANNED.paused()).isFalse();
        assertThat(AS_PLANNED.lastChangeAt()).isEqualTo(START);
        assertThat(AS_PLANNED.segments(null, TEN_MG_PER_ML))
                .containsExactly(new Segment(START, null, PLANNED, decimal("5.40"), null, null, null));
    }

    @Test
    void aChangedRateHoldsFromThenOn() {
        assertThat(SLOWED.mgPerHour()).isEqualTo(decimal("36.000"));
        assertThat(SLOWED.lastRunningMgPerHour()).isEqualTo(decimal("36.000"));
        assertThat(SLOWED.lastChangeAt()).isEqualTo(minute(20));
    }

    @Test
    void aPausedInfusionRemembersItsRate() {
        var slowedThenPaused = infusion(rate(10, "36.000"), pause(20));

        assertThat(PAUSED.paused()).isTrue();
        assertThat(PAUSED.mgPerHour()).isZero();
        assertThat(PAUSED.lastRunningMgPerHour()).isEqualTo(PLANNED);
        assertThat(slowedThenPaused.lastRunningMgPerHour()).isEqualTo(decimal("36.000"));
        assertThat(RESUMED.paused()).isFalse();
    }

    @Test
    void eachRateIsASegmentWithItsReason() {
        assertThat(RESUMED.segments(minute(50), TEN_MG_PER_ML))
                .containsExactly(
                        new Segment(START, minute(20), PLANNED, decimal("5.40"), null, null, null),
                        new Segment(minute(20), minute(30), decimal("0"), decimal("0.00"), "Nausea", null, null),
                        new Segment(minute(30), minute(50), decimal("54.000"), decimal("5.40"), "Better", null, null));
    }

    @Test
    void theLastSegmentIsOpenWhileTheDrugRuns() {
        assertThat(PAUSED.segments(null, null))
                .extracting(Segment::to, Segment::mlPerHour)
                .containsExactly(tuple(minute(20), null), tuple(null, null));
    }

    @Test
    void whatRanInIsNotKnownWhereNoRateWasNoted() {
        assertThat(AS_PLANNED.deliveredMg(minute(40))).isNull();
    }

    @Test
    void whatRanInIsRateTimesTimeOfEachSegment() {
        assertThat(SLOWED.deliveredMg(minute(40))).isEqualTo(decimal("30.00"));
        assertThat(PAUSED.deliveredMg(minute(600))).isEqualTo(decimal("18.00"));
        assertThat(RESUMED.deliveredMg(minute(50))).isEqualTo(decimal("36.00"));
        assertThat(RESUMED.deliveredMg(minute(30))).isEqualTo(decimal("18.00"));
    }

    @Test
    void onlyTheSumIsRounded() {
        // 0.3 mg/h gives 0.005 mg a minute: rounded one by one these would be 0.03 mg.
        var thrice = infusion("0.300", rate(1, "0.300"), rate(2, "0.300"));

        assertThat(thrice.deliveredMg(minute(3))).isEqualTo(decimal("0.02"));
    }

    @ParameterizedTest
    @CsvSource({"PT0.005S, 0.01", "PT0.004999S, 0.00", "PT0.014999S, 0.01", "PT0.015S, 0.02"})
    void timeCountsToTheMicrosecond(Duration ran, BigDecimal deliveredMg) {
        var milligramASecond =
                infusion("3600.000", new RateChange(Kind.PAUSE, START.plus(ran), BigDecimal.ZERO, "", "n", START));

        assertThat(milligramASecond.deliveredMg(minute(1))).isEqualTo(deliveredMg);
    }

    private static Infusion infusion(RateChange... changes) {
        return infusion("54.000", changes);
    }

    private static Infusion infusion(String plannedMgPerHour, RateChange... changes) {
        return new Infusion(START, decimal(plannedMgPerHour), List.of(changes));
    }

    private static RateChange rate(int minute, String mgPerHour) {
        return change(Kind.RATE, minute, decimal(mgPerHour), "Dizziness");
    }

    private static RateChange pause(int minute) {
        return change(Kind.PAUSE, minute, BigDecimal.ZERO, "Nausea");
    }

    private static RateChange resume(int minute, String mgPerHour) {
        return change(Kind.RESUME, minute, decimal(mgPerHour), "Better");
    }

    private static RateChange change(Kind kind, int minute, BigDecimal mgPerHour, String reason) {
        return new RateChange(kind, minute(minute), mgPerHour, reason, "nurse", minute(minute));
    }

    private static Instant minute(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
