package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.START;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
import net.jqwik.api.constraints.IntRange;
import org.sextant.rules.protocol.DoseRule;
import org.sextant.rules.protocol.Limits;
import org.sextant.rules.protocol.Monitoring;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.protocol.TestRules;

/** The rules of the start against a second reading of what the protocol means, at and around every limit. */
class StartRulesPropertyTest {

    private static final long A_MINUTE = 60_000_000L;
    private static final long A_DAY = 24 * 60 * A_MINUTE;

    private static final Instant LATER = START.plus(Duration.ofHours(1));

    @Property
    void exactlyTheBrokenRulesBlock(
            @ForAll("limits") Limits limits,
            @ForAll("doses") DoseRule dose,
            @ForAll("monitoring") Monitoring monitoring,
            @ForAll @IntRange(max = 3) int minDays,
            @ForAll("visits") Visit visit,
            @ForAll("readings") List<Reading> readings,
            @ForAll @IntRange(min = 1, max = 5) int mgPerKg) {
        var rules = TestRules.rules(
                "dose",
                dose,
                "infusionMinutes",
                40,
                "minDaysBetweenSessions",
                minDays,
                "monitoring",
                monitoring,
                "limits",
                limits);
        var snapshot = new Snapshot(new ProtocolRevision("any", 1, rules), visit, readings, List.of(), START, LATER);

        var blocking = Verdict.blocking(StartRules.evaluate(snapshot, BigDecimal.valueOf(mgPerKg), StartFacts.NONE));

        assertThat(blocking)
                .extracting(Verdict::rule)
                .containsExactlyInAnyOrderElementsOf(broken(rules, visit, readings, mgPerKg));
    }

    private static Set<String> broken(Rules rules, Visit visit, List<Reading> readings, int mgPerKg) {
        var broken = new TreeSet<String>();
        var limits = rules.limits();
        var minutes = rules.monitoring().baselineWithinMinutes();
        if (minutes != null && newest(readings, minutes, Reading::systolic) == null) {
            broken.add("BASELINE_TAKEN");
        }
        var systolic = newest(readings, null, Reading::systolic);
        if (outside(limits.holdSystolicBelow(), systolic, limits.holdSystolicAbove())) {
            broken.add("BASELINE_SYSTOLIC");
        }
        if (outside(null, newest(readings, null, Reading::diastolic), limits.holdDiastolicAbove())) {
            broken.add("BASELINE_DIASTOLIC");
        }
        if (outside(limits.holdSpo2Below(), newest(readings, null, Reading::spo2), null)) {
            broken.add("BASELINE_SPO2");
        }
        var heartRate = newest(readings, null, Reading::heartRate);
        if (outside(limits.holdHeartRateBelow(), heartRate, limits.holdHeartRateAbove())) {
            broken.add("BASELINE_HEART_RATE");
        }
        var dose = rules.dose();
        if (dose.mg() == null) {
            if (dose.refuseAboveMgPerKg() != null
                    && mgPerKg > dose.refuseAboveMgPerKg().intValueExact()) {
                broken.add("DOSE_LIMIT");
                broken.add("TOTAL_DOSE");
            }
            if (age(visit.checkedInAt()) > dose.weightWithinDays() * A_DAY) {
                broken.add("WEIGHT_AGE");
            }
        }
        // So many days, less half of one, have to have passed.
        if (visit.nearestStart() != null
                && 2 * age(visit.nearestStart()) < (2 * rules.minDaysBetweenSessions() - 1) * A_DAY) {
            broken.add("DAYS_BETWEEN_SESSIONS");
        }
        return broken;
    }

    /** Of two of one moment the one that was recorded later. */
    private static Integer newest(List<Reading> readings, Integer minutes, Function<Reading, Integer> measurement) {
        Reading newest = null;
        var oldest = minutes == null ? Long.MAX_VALUE : minutes * A_MINUTE;
        for (var reading : readings) {
            var age = age(reading.at());
            if (measurement.apply(reading) != null
                    && age >= 0
                    && age <= oldest
                    && (newest == null
                            || age < age(newest.at())
                            || (age == age(newest.at()) && reading.recordedAt().isAfter(newest.recordedAt())))) {
                newest = reading;
            }
        }
        return newest == null ? null : measurement.apply(newest);
    }

    private static boolean outside(Integer low, Integer value, Integer high) {
        return value != null && ((low != null && value < low) || (high != null && value > high));
    }

    private static long age(Instant moment) {
        return ChronoUnit.MICROS.between(moment, START);
    }

    @Provide
    Arbitrary<Limits> limits() {
        var limit = Arbitraries.integers().between(88, 92).injectNull(0.3);
        return limit.list()
                .ofSize(8)
                .map(of -> TestRules.limits(
                        "warnSystolicAbove",
                        of.get(0),
                        "warnDiastolicAbove",
                        of.get(1),
                        "holdSystolicAbove",
                        of.get(2),
                        "holdDiastolicAbove",
                        of.get(3),
                        "holdSystolicBelow",
                        of.get(4),
                        "holdSpo2Below",
                        of.get(5),
                        "holdHeartRateBelow",
                        of.get(6),
                        "holdHeartRateAbove",
                        of.get(7)));
    }

    @Provide
    Arbitrary<DoseRule> doses() {
        var mg = Arbitraries.of(new BigDecimal("56")).injectNull(0.8);
        var refuse =
                Arbitraries.integers().between(2, 4).map(BigDecimal::valueOf).injectNull(0.2);
        var days = Arbitraries.integers().between(1, 3);
        return Combinators.combine(mg, refuse, days)
                .as((fixed, above, within) -> TestRules.dose(
                        "mgPerKg",
                        BigDecimal.ONE,
                        "refuseAboveMgPerKg",
                        above,
                        "weightWithinDays",
                        within,
                        "mg",
                        fixed));
    }

    @Provide
    Arbitrary<Monitoring> monitoring() {
        return Arbitraries.integers()
                .between(1, 3)
                .injectNull(0.2)
                .map(within -> TestRules.monitoring("baselineWithinMinutes", within));
    }

    @Provide
    Arbitrary<Visit> visits() {
        var weighedAt = around(Duration.ofDays(1), 0, 4);
        var previous = around(Duration.ofHours(12), 1, 8).injectNull(0.2);
        return Combinators.combine(weighedAt, previous)
                .as((weighed, before) ->
                        new Visit(weighed, new BigDecimal("72"), null, null, null, null, null, before, false));
    }

    @Provide
    Arbitrary<List<Reading>> readings() {
        var value = Arbitraries.integers().between(86, 94).injectNull(0.2);
        var recordedAt = Arbitraries.longs().between(0, 1_000_000).map(micros -> LATER.plus(micros, ChronoUnit.MICROS));
        return Combinators.combine(around(Duration.ofMinutes(1), -1, 4), recordedAt, value, value, value, value)
                .as((at, recorded, systolic, diastolic, heartRate, spo2) ->
                        new Reading(UUID.randomUUID(), at, recorded, systolic, diastolic, heartRate, null, spo2, null))
                .list()
                .ofMaxSize(6)
                .uniqueElements(Reading::recordedAt);
    }

    /** Moments so many units before the start, and a microsecond to either side. */
    private static Arbitrary<Instant> around(Duration unit, int least, int most) {
        var units = Arbitraries.integers().between(least, most);
        var microseconds = Arbitraries.longs().between(-1, 1);
        return Combinators.combine(units, microseconds)
                .as((count, more) -> START.minus(unit.multipliedBy(count)).plus(more, ChronoUnit.MICROS));
    }
}
