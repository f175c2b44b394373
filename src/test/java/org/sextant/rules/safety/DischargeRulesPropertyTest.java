package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.START;
import static org.sextant.rules.safety.Chart.minute;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.protocol.DischargeLimits;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.protocol.TestRules;

/** The rules of the discharge against a second reading of what the protocol means, at and around every limit. */
class DischargeRulesPropertyTest {

    private static final long A_MINUTE = 60_000_000L;
    private static final Instant LEAVING = minute(100);

    @Property
    void exactlyTheCriteriaThatDoNotHoldBlock(
            @ForAll("rules") Rules rules,
            @ForAll("moments") Instant ended,
            @ForAll("moments") Instant now,
            @ForAll("baselines") List<Reading> before,
            @ForAll("readings") List<Reading> readings,
            @ForAll("sideEffects") List<SideEffectFact> sideEffects,
            @ForAll("statements") Map<DischargeCriterion, Boolean> stated) {
        // Of what is not infused the time runs from the start, so that it has to be as near as an end would be.
        var started = rules.infused() ? START : ended;
        var visit = new Visit(START, new BigDecimal("72"), started, now, null, ended, null, null, true);
        var measured = new ArrayList<>(before);
        measured.addAll(readings);
        var snapshot = new Snapshot(new ProtocolRevision("any", 1, rules), visit, measured, sideEffects, LEAVING, now);

        var blocking = Verdict.blocking(DischargeRules.evaluate(snapshot, stated, DischargeFacts.NONE));

        var broken = broken(rules, ended, now, started, measured, sideEffects);
        stated.forEach((criterion, holds) -> {
            if (!holds) {
                broken.add(criterion.name());
            }
        });
        broken.retainAll(rules.discharge().stream().map(Enum::name).toList());
        assertThat(blocking).extracting(Verdict::rule).containsExactlyInAnyOrderElementsOf(broken);
    }

    private static Set<String> broken(
            Rules rules,
            Instant ended,
            Instant now,
            Instant started,
            List<Reading> readings,
            List<SideEffectFact> sideEffects) {
        var broken = new TreeSet<String>();
        var observe = rules.monitoring().observeMinutes();
        var left = now.isBefore(LEAVING) ? now : LEAVING;
        if (observe != null && ChronoUnit.MICROS.between(ended, left) < observe * A_MINUTE) {
            broken.add("OBSERVATION_COMPLETE");
        }
        if (!vitalsAreNear(rules, started, now, readings)) {
            broken.add("VITALS_NEAR_BASELINE");
        }
        for (var effect : sideEffects) {
            var over = effect.resolvedAt() != null && isKnown(effect.resolvedAt(), now);
            if (!effect.mild() && isKnown(effect.onsetAt(), now) && !over) {
                broken.add("SIDE_EFFECTS_SETTLED");
            }
            if (effect.effect().equals("DISSOCIATION") && isKnown(effect.onsetAt(), now) && !over) {
                broken.add("DISSOCIATION_RESOLVED");
            }
        }
        var known = readings.stream().filter(one -> isKnown(one.at(), now)).toList();
        var oldest = rules.dischargeLimits().vitalsWithinMinutes() * A_MINUTE;
        if (fresh(known, oldest, Reading::sedation).filter(value -> value == 5).isEmpty()) {
            broken.add("SEDATION_RESOLVED");
        }
        var breathes = fresh(known, oldest, Reading::respiratoryRate).filter(rate -> rate >= 10 && rate <= 12);
        var saturated = fresh(known, oldest, Reading::spo2)
                .filter(spo2 -> spo2 >= rules.dischargeLimits().spo2AtLeast());
        if (breathes.isEmpty() || saturated.isEmpty()) {
            broken.add("BREATHING_NORMAL");
        }
        return broken;
    }

    private static Optional<Integer> fresh(List<Reading> known, long oldest, Function<Reading, Integer> measurement) {
        return newest(known, Instant.MAX, measurement)
                .filter(one -> age(one.at()) <= oldest)
                .map(measurement);
    }

    /** By the time it is judged nothing can have been noted that has not been: what is later than now was noted ahead. */
    private static boolean isKnown(Instant moment, Instant now) {
        return age(moment) >= 0 || moment.compareTo(now) > 0;
    }

    private static boolean vitalsAreNear(Rules rules, Instant started, Instant now, List<Reading> all) {
        var known = all.stream().filter(one -> isKnown(one.at(), now)).toList();
        var limits = rules.dischargeLimits();
        var oldest = limits.vitalsWithinMinutes() * A_MINUTE;
        var pressure = newest(known, Instant.MAX, Reading::systolic).filter(one -> age(one.at()) <= oldest);
        if (pressure.isEmpty()) {
            return false;
        }
        var low = pressure.get().systolic() < limits.orSystolicBelow()
                && pressure.get().diastolic() < limits.orDiastolicBelow()
                && !(rules.limits().holdSystolicBelow() != null
                        && pressure.get().systolic() < rules.limits().holdSystolicBelow());
        var near = newest(all, started, Reading::systolic)
                .filter(one -> within(pressure.get().systolic(), one.systolic(), limits.withinPercentOfBaseline())
                        && within(pressure.get().diastolic(), one.diastolic(), limits.withinPercentOfBaseline()))
                .isPresent();
        var spo2 = newest(known, Instant.MAX, Reading::spo2)
                .filter(one -> age(one.at()) <= oldest)
                .map(Reading::spo2);
        var lowestSpo2 = newest(all, started, Reading::spo2)
                .map(one -> Math.min(one.spo2(), limits.spo2AtLeast()))
                .orElse(limits.spo2AtLeast());
        return (low || near) && spo2.filter(one -> one < lowestSpo2).isEmpty();
    }

    private static boolean within(int value, int baseline, int percent) {
        return 100 * value >= (100 - percent) * baseline && 100 * value <= (100 + percent) * baseline;
    }

    private static Optional<Reading> newest(
            List<Reading> readings, Instant moment, Function<Reading, Integer> measurement) {
        return readings.stream()
                .filter(one -> measurement.apply(one) != null && one.at().compareTo(moment) <= 0)
                .max(Comparator.comparing(Reading::at).thenComparing(Reading::recordedAt));
    }

    private static long age(Instant moment) {
        return ChronoUnit.MICROS.between(moment, LEAVING);
    }

    @Provide
    Arbitrary<Rules> rules() {
        var observe = Arbitraries.integers().between(1, 3).injectNull(0.2);
        var fresh = Arbitraries.integers().between(1, 3);
        var low = Arbitraries.integers().between(89, 91);
        var tooLow = Arbitraries.integers().between(87, 89).injectNull(0.3);
        var infused = Arbitraries.of(40).injectNull(0.3);
        var asked = Arbitraries.of(DischargeCriterion.class).list().ofMaxSize(6).uniqueElements();
        return Combinators.combine(observe, fresh, low, tooLow, infused, asked)
                .as((minutes, within, below, hold, infusion, criteria) -> TestRules.rules(
                        "infusionMinutes",
                        infusion,
                        "monitoring",
                        TestRules.monitoring("observeMinutes", minutes),
                        "limits",
                        TestRules.limits(
                                "holdSystolicBelow",
                                hold,
                                "alertRespiratoryRateBelow",
                                10,
                                "alertRespiratoryRateAbove",
                                12),
                        "discharge",
                        criteria,
                        "dischargeLimits",
                        new DischargeLimits(within, 10, below, below, 93)));
    }

    @Provide
    Arbitrary<List<Reading>> baselines() {
        return reading(Arbitraries.of(minute(-2), minute(-1), START), 90, 110)
                .list()
                .ofMaxSize(2)
                .uniqueElements(Reading::recordedAt);
    }

    @Provide
    Arbitrary<List<Reading>> readings() {
        return reading(moments(), 86, 114).list().ofMaxSize(4).uniqueElements(Reading::recordedAt);
    }

    private static Arbitrary<Reading> reading(Arbitrary<Instant> moments, int least, int most) {
        var pressure = Arbitraries.integers().between(least, most);
        var spo2 = Arbitraries.integers().between(91, 95).injectNull(0.3);
        var recordedAt =
                Arbitraries.longs().between(0, 1_000_000_000).map(micros -> LEAVING.plus(micros, ChronoUnit.MICROS));
        var breaths = Arbitraries.integers().between(9, 13).injectNull(0.3);
        var sedation = Arbitraries.of(4, 5).injectNull(0.3);
        return Combinators.combine(
                        moments,
                        recordedAt,
                        Arbitraries.of(true, true, false),
                        pressure,
                        pressure,
                        spo2,
                        breaths,
                        sedation)
                .as((at, recorded, taken, systolic, diastolic, saturation, rate, awake) -> new Reading(
                        UUID.randomUUID(),
                        at,
                        recorded,
                        taken ? systolic : null,
                        taken ? diastolic : null,
                        null,
                        rate,
                        saturation,
                        awake));
    }

    @Provide
    Arbitrary<List<SideEffectFact>> sideEffects() {
        return Combinators.combine(
                        Arbitraries.of("NAUSEA", "DISSOCIATION"),
                        Arbitraries.of(true, false),
                        moments(),
                        moments().injectNull(0.3))
                .as((effect, mild, onset, end) ->
                        new SideEffectFact(UUID.randomUUID(), effect, mild, false, false, onset, onset, end))
                .list()
                .ofMaxSize(2);
    }

    @Provide
    Arbitrary<Map<DischargeCriterion, Boolean>> statements() {
        return Arbitraries.maps(Arbitraries.of(DischargeCriterion.class), Arbitraries.of(true, true, true, false))
                .ofMaxSize(6);
    }

    /** Moments a few minutes before the discharge, or one after it, and a microsecond to either side. */
    @Provide
    Arbitrary<Instant> moments() {
        var minutes = Arbitraries.integers().between(-1, 4);
        var microseconds = Arbitraries.longs().between(-1, 1);
        return Combinators.combine(minutes, microseconds)
                .as((count, more) -> LEAVING.minus(count, ChronoUnit.MINUTES).plus(more, ChronoUnit.MICROS));
    }
}
