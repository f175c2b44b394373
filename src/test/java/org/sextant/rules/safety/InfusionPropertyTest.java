package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.sextant.rules.safety.RateChange.Kind;

class InfusionPropertyTest {

    private static final Instant START = Instant.parse("2026-03-02T09:15:00Z");
    private static final BigDecimal A_HUNDREDTH = new BigDecimal("0.01");
    private static final BigDecimal AN_HOUR = BigDecimal.valueOf(60);

    /** Thousandths of mg/h times microseconds are so many to a hundredth of a mg. */
    private static final BigInteger TO_A_HUNDREDTH = BigInteger.valueOf(10L * 3_600_000_000L);

    @Property
    void whatRanInIsTheExactSumRoundedHalfUp(
            @ForAll @Size(min = 2, max = 8) List<@LongRange(max = 10_000_000) Long> thousandths,
            @ForAll @Size(min = 8, max = 8) List<@LongRange(max = 6 * 3_600_000_000L) Long> microseconds) {
        var exact = BigInteger.ZERO;
        var at = START;
        var changes = new ArrayList<RateChange>();
        for (var i = 0; i < thousandths.size(); i++) {
            if (i > 0) {
                changes.add(change(at, BigDecimal.valueOf(thousandths.get(i), 3)));
            }
            at = at.plus(microseconds.get(i), ChronoUnit.MICROS);
            exact = exact.add(BigInteger.valueOf(thousandths.get(i)).multiply(BigInteger.valueOf(microseconds.get(i))));
        }
        var infusion = new Infusion(START, BigDecimal.valueOf(thousandths.get(0), 3), changes);

        var hundredths = exact.shiftLeft(1).add(TO_A_HUNDREDTH).divide(TO_A_HUNDREDTH.shiftLeft(1));
        assertThat(infusion.deliveredMg(at)).isEqualTo(new BigDecimal(hundredths, 2));
    }

    @Property
    void theRateOfADoseGivesTheDose(
            @ForAll @IntRange(min = 1, max = 100_000) int hundredths,
            @ForAll @IntRange(min = 1, max = 720) int minutes) {
        var dose = BigDecimal.valueOf(hundredths, 2);
        var end = START.plus(minutes, ChronoUnit.MINUTES);
        var infusion = new Infusion(START, Infusion.mgPerHour(dose, minutes), List.of(change(end, BigDecimal.ZERO)));

        assertThat(infusion.deliveredMg(end)).isCloseTo(dose, within(A_HUNDREDTH));
    }

    /** That the rate is kept to three decimals alone costs less than a hundredth of a milligram. */
    @Property
    void threeDecimalsOfTheRateSuffice(
            @ForAll @IntRange(min = 1, max = 100_000) int hundredths,
            @ForAll @IntRange(min = 1, max = 720) int minutes) {
        var dose = BigDecimal.valueOf(hundredths, 2);
        var given = Infusion.mgPerHour(dose, minutes).multiply(BigDecimal.valueOf(minutes));

        assertThat(given.subtract(dose.multiply(AN_HOUR)).abs()).isLessThan(A_HUNDREDTH.multiply(AN_HOUR));
    }

    /** What is paused and resumed at the same rate runs as long, and gives as much, as what never stood still. */
    @Property
    void aPauseGivesNothing(
            @ForAll @LongRange(max = 60_000_000) long thousandths,
            @ForAll @LongRange(max = 3_600_000_000L) long before,
            @ForAll @LongRange(max = 3_600_000_000L) long standing,
            @ForAll @LongRange(max = 3_600_000_000L) long after) {
        var rate = BigDecimal.valueOf(thousandths, 3);
        var pausedAt = START.plus(before, ChronoUnit.MICROS);
        var resumedAt = pausedAt.plus(standing, ChronoUnit.MICROS);
        var paused = new Infusion(START, rate, List.of(change(pausedAt, BigDecimal.ZERO), change(resumedAt, rate)));
        var steady = new Infusion(START, rate, List.of(change(pausedAt, rate)));

        assertThat(paused.deliveredMg(resumedAt.plus(after, ChronoUnit.MICROS)))
                .isEqualTo(steady.deliveredMg(pausedAt.plus(after, ChronoUnit.MICROS)));
    }

    private static RateChange change(Instant at, BigDecimal mgPerHour) {
        return new RateChange(Kind.RATE, at, mgPerHour, "Nausea", "nurse", at);
    }
}
