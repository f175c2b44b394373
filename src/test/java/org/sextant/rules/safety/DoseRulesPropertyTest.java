package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.sextant.rules.safety.RateChange.Kind;

/** The projected dose, against a pump that is followed minute by minute. */
class DoseRulesPropertyTest {

    private static final Instant START = Instant.parse("2026-03-02T09:15:00Z");
    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);
    private static final BigDecimal A_MILLIONTH = new BigDecimal("0.000001");

    /**
     * A rate of 0 is a pause, a negative one is a further dose of so many mg; each lasts for its minutes. After the last
     * one, the drug runs on at the rate to judge.
     */
    @Property
    void theProjectedDoseIsTheSumOfItsMinutes(
            @ForAll @IntRange(max = 1_000) int planned,
            @ForAll @Size(max = 10) List<@IntRange(min = -100, max = 1_000) Integer> events,
            @ForAll @Size(min = 11, max = 11) List<@IntRange(max = 30) Integer> minutes,
            @ForAll @IntRange(max = 1_000) int rate,
            @ForAll @IntRange(min = 1, max = 120) int infusionMinutes) {
        var changes = new ArrayList<RateChange>();
        var further = 0;
        var pump = new Pump(infusionMinutes);
        var mgPerHour = planned;
        for (var i = 0; i <= events.size(); i++) {
            pump.run(mgPerHour, minutes.get(i));
            if (i == events.size()) {
                break;
            }
            int event = events.get(i);
            if (event < 0) {
                further -= event;
            } else {
                mgPerHour = event;
                changes.add(new RateChange(
                        event == 0 ? Kind.PAUSE : Kind.RATE, pump.now(), decimal(event), "x", "nurse", pump.now()));
            }
        }
        var facts = new DoseFacts(
                decimal(70), decimal(35), new Infusion(START, decimal(planned), changes), null, decimal(further));

        assertThat(facts.projectedMg(pump.now(), decimal(rate), infusionMinutes))
                .isCloseTo(pump.toTheEnd(rate).add(decimal(further)), within(A_MILLIONTH));
        assertThat(facts.givenMg().compareTo(facts.projectedMg(pump.now(), decimal(rate), infusionMinutes)))
                .as("What was given is part of what is projected")
                .isLessThanOrEqualTo(0);
    }

    /**
     * Two rates of one moment replace each other: what the dose comes to is decided by the later one alone, so two that are
     * each allowed cannot be too much together. Only a rate that has run for a while leaves less for the next.
     */
    @Property
    void ofTwoRatesOfOneMomentTheSecondAloneDecides(
            @ForAll @IntRange(max = 1_000) int planned,
            @ForAll @IntRange(max = 1_000) int first,
            @ForAll @IntRange(max = 1_000) int second,
            @ForAll @IntRange(max = 60) int minute,
            @ForAll @IntRange(min = 1, max = 120) int infusionMinutes) {
        var at = START.plus(Duration.ofMinutes(minute));
        var alone = new Infusion(START, decimal(planned), List.of());
        var after = alone.with(new RateChange(Kind.RATE, at, decimal(first), "x", "nurse", at));

        assertThat(after.projectedMg(at, decimal(second), infusionMinutes))
                .isEqualByComparingTo(alone.projectedMg(at, decimal(second), infusionMinutes));
    }

    /** Each rate goes to the place of its time, whichever comes in first; what they deliver does not depend on it. */
    @Property
    void ratesOfDifferentTimesComeInInAnyOrder(
            @ForAll @Size(min = 1, max = 8) @UniqueElements List<@IntRange(min = 1, max = 59) Integer> minutes,
            @ForAll @Size(min = 8, max = 8) List<@IntRange(max = 500) Integer> rates,
            @ForAll Random random) {
        var changes = IntStream.range(0, minutes.size())
                .mapToObj(i -> {
                    var at = START.plus(Duration.ofMinutes(minutes.get(i)));
                    return new RateChange(Kind.RATE, at, decimal(rates.get(i)), "x", "nurse", at);
                })
                .collect(Collectors.toCollection(ArrayList::new));
        var inOrder = new Infusion(
                START,
                decimal(50),
                changes.stream().sorted(Comparator.comparing(RateChange::at)).toList());
        Collections.shuffle(changes, random);
        var asTheyCame = changes.stream()
                .reduce(new Infusion(START, decimal(50), List.of()), Infusion::with, (one, other) -> other);

        assertThat(asTheyCame).isEqualTo(inOrder);
        for (var minute = 0; minute < 60; minute++) {
            var moment = START.plus(Duration.ofMinutes(minute));
            assertThat(asTheyCame.until(moment).changes())
                    .isEqualTo(inOrder.changes().stream()
                            .filter(change -> !change.at().isAfter(moment))
                            .toList());
        }
    }

    /** A slow sum: one minute after the other. */
    private static final class Pump {

        private BigDecimal mg = BigDecimal.ZERO;
        private int minute;
        private int left;

        Pump(int infusionMinutes) {
            left = infusionMinutes;
        }

        void run(int mgPerHour, int minutes) {
            for (var i = 0; i < minutes; i++) {
                mg = mg.add(decimal(mgPerHour).divide(MINUTES_PER_HOUR, MathContext.DECIMAL128));
                minute++;
                left -= mgPerHour > 0 ? 1 : 0;
            }
        }

        BigDecimal toTheEnd(int mgPerHour) {
            run(mgPerHour, Math.max(1, left));
            return mg;
        }

        Instant now() {
            return START.plus(Duration.ofMinutes(minute));
        }
    }

    private static BigDecimal decimal(int number) {
        return BigDecimal.valueOf(number);
    }
}
