package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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
