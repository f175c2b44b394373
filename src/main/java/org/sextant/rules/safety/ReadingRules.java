package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sextant.rules.protocol.Limits;

/** All findings of the readings and side effects of a session, including findings that have an alert already. */
public final class ReadingRules {

    private static final int PERCENT = 100;

    private static final Measure SYSTOLIC = new Measure("Systolic", " mmHg", Reading::systolic);
    private static final Measure DIASTOLIC = new Measure("Diastolic", " mmHg", Reading::diastolic);
    private static final Measure HEART_RATE = new Measure("Heart rate", "/min", Reading::heartRate);
    private static final Measure RESPIRATORY_RATE = new Measure("Respiratory rate", "/min", Reading::respiratoryRate);
    private static final Measure SPO2 = new Measure("SpO2", " %", Reading::spo2);
    private static final Measure SEDATION = new Measure("Sedation (MOAA/S)", "", Reading::sedation);

    private final Limits limits;
    private final List<Finding> findings = new ArrayList<>();

    private ReadingRules(Limits limits) {
        this.limits = limits;
    }

    /**
     * A measurement.
     *
     * @param words how a text names the measurement
     * @param unit what follows a value, with the space where one belongs
     */
    private record Measure(String words, String unit, Function<Reading, Integer> of) {

        String show(int value) {
            return value + unit;
        }
    }

    /** The findings of the readings. A limit that the protocol does not set gives no finding. */
    public static List<Finding> evaluate(Snapshot snapshot) {
        var rules = new ReadingRules(snapshot.revision().rules().limits());
        snapshot.readings().forEach(rules::compareWithLimits);
        rules.compareWithBaseline(snapshot);
        return rules.findings;
    }

    /** The findings of the side effects that are serious or severe: one of each, because nobody is told twice. */
    public static List<Finding> ofSideEffects(List<SideEffectFact> sideEffects) {
        return Stream.concat(
                        sideEffects.stream()
                                .filter(SideEffectFact::serious)
                                .map(effect -> finding(
                                        AlertKind.SERIOUS_SIDE_EFFECT, AlertSeverity.CRITICAL, effect, "serious")),
                        sideEffects.stream()
                                .filter(effect -> effect.severe() && !effect.serious())
                                .map(effect ->
                                        finding(AlertKind.SEVERE_SIDE_EFFECT, AlertSeverity.WARNING, effect, "severe")))
                .toList();
    }

    private static Finding finding(AlertKind kind, AlertSeverity severity, SideEffectFact effect, String adjective) {
        var detail = "A %s side effect was recorded: %s".formatted(adjective, effect.effect());
        return new Finding(
                kind, severity, effect.id(), effect.onsetAt(), effect.recordedAt(), null, null, detail, detail + ".");
    }

    private void compareWithLimits(Reading reading) {
        above(AlertKind.SYSTOLIC_HIGH, reading, SYSTOLIC, limits.alertSystolicAbove());
        above(AlertKind.DIASTOLIC_HIGH, reading, DIASTOLIC, limits.alertDiastolicAbove());
        below(AlertKind.SYSTOLIC_LOW, reading, SYSTOLIC, limits.alertSystolicBelow());
        above(AlertKind.HEART_RATE_HIGH, reading, HEART_RATE, limits.alertHeartRateAbove());
        below(AlertKind.HEART_RATE_LOW, reading, HEART_RATE, limits.alertHeartRateBelow());
        if (!below(AlertKind.SPO2_LOW, reading, SPO2, limits.alertSpo2Below())) {
            below(AlertKind.SPO2_LOW, AlertSeverity.WARNING, reading, SPO2, limits.warnSpo2Below());
        }
        below(AlertKind.RESPIRATORY_RATE_LOW, reading, RESPIRATORY_RATE, limits.alertRespiratoryRateBelow());
        above(AlertKind.RESPIRATORY_RATE_HIGH, reading, RESPIRATORY_RATE, limits.alertRespiratoryRateAbove());
        var sedation = reading.sedation();
        var atMost = limits.alertSedationAtMost();
        if (sedation != null && atMost != null && sedation <= atMost) {
            compared(AlertKind.SEDATION_DEEP, AlertSeverity.CRITICAL, reading, SEDATION, "is not above", atMost);
        }
    }

    private void above(AlertKind kind, Reading reading, Measure measure, Integer limit) {
        var value = measure.of().apply(reading);
        if (value != null && limit != null && value > limit) {
            compared(kind, AlertSeverity.CRITICAL, reading, measure, "is above", limit);
        }
    }

    private boolean below(AlertKind kind, Reading reading, Measure measure, Integer limit) {
        return below(kind, AlertSeverity.CRITICAL, reading, measure, limit);
    }

    private boolean below(AlertKind kind, AlertSeverity severity, Reading reading, Measure measure, Integer limit) {
        var value = measure.of().apply(reading);
        if (value == null || limit == null || value >= limit) {
            return false;
        }
        compared(kind, severity, reading, measure, "is below", limit);
        return true;
    }

    private void compared(
            AlertKind kind, AlertSeverity severity, Reading reading, Measure measure, String comparison, int limit) {
        int value = measure.of().apply(reading);
        var detail = "%s %s %s %s".formatted(measure.words(), measure.show(value), comparison, measure.show(limit));
        add(kind, severity, reading, value, limit, detail);
    }

    /** Compares two consecutive readings, by the time they were taken; readings without a pressure do not count. */
    private void compareWithBaseline(Snapshot snapshot) {
        var percent = limits.alertSystolicRisePercent();
        var baseline = snapshot.baseline(Reading::systolic).map(Reading::systolic);
        if (percent == null || baseline.isEmpty()) {
            return;
        }
        var risenBefore = false;
        for (var reading : snapshot.readings()) {
            if (reading.systolic() != null
                    && reading.at().isAfter(snapshot.visit().startedAt())) {
                var risen = (reading.systolic() - baseline.get()) * PERCENT >= percent * baseline.get();
                if (risen && risenBefore) {
                    add(
                            AlertKind.SYSTOLIC_RISE,
                            AlertSeverity.CRITICAL,
                            reading,
                            reading.systolic(),
                            percent,
                            "Systolic %d mmHg is at least %d %% above the baseline of %d mmHg, on two consecutive readings"
                                    .formatted(reading.systolic(), percent, baseline.get()));
                }
                risenBefore = risen;
            }
        }
    }

    private void add(AlertKind kind, AlertSeverity severity, Reading reading, int value, int limit, String detail) {
        findings.add(new Finding(
                kind,
                severity,
                reading.id(),
                reading.at(),
                reading.recordedAt(),
                BigDecimal.valueOf(value),
                BigDecimal.valueOf(limit),
                detail,
                null));
    }
}
