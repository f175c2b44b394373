package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.sextant.rules.protocol.Limits;

/** All findings of the readings and side effects of a session, including findings that have an alert already. */
public final class ReadingRules {

    private static final int PERCENT = 100;

    private final Limits limits;
    private final List<Finding> findings = new ArrayList<>();

    private ReadingRules(Limits limits) {
        this.limits = limits;
    }

    /** The findings of the readings. A limit that the protocol does not set gives no finding. */
    public static List<Finding> evaluate(Snapshot snapshot) {
        var rules = new ReadingRules(snapshot.revision().rules().limits());
        snapshot.readings().forEach(rules::compareWithLimits);
        rules.compareWithBaseline(snapshot);
        return rules.findings;
    }

    /** The findings of the serious side effects. */
    public static List<Finding> serious(List<SideEffectFact> sideEffects) {
        return sideEffects.stream()
                .filter(SideEffectFact::serious)
                .map(effect -> new Finding(
                        AlertKind.SERIOUS_SIDE_EFFECT,
                        AlertSeverity.CRITICAL,
                        effect.id(),
                        effect.onsetAt(),
                        effect.recordedAt(),
                        null,
                        null,
                        "A serious side effect was recorded: " + effect.effect() + "."))
                .toList();
    }

    private void compareWithLimits(Reading reading) {
        above(AlertKind.SYSTOLIC_HIGH, reading, Reading::systolic, limits.alertSystolicAbove());
        above(AlertKind.DIASTOLIC_HIGH, reading, Reading::diastolic, limits.alertDiastolicAbove());
        below(AlertKind.SYSTOLIC_LOW, reading, Reading::systolic, limits.alertSystolicBelow());
        above(AlertKind.HEART_RATE_HIGH, reading, Reading::heartRate, limits.alertHeartRateAbove());
        below(AlertKind.HEART_RATE_LOW, reading, Reading::heartRate, limits.alertHeartRateBelow());
        if (!below(AlertKind.SPO2_LOW, reading, Reading::spo2, limits.alertSpo2Below())) {
            below(AlertKind.SPO2_LOW, AlertSeverity.WARNING, reading, Reading::spo2, limits.warnSpo2Below());
        }
        below(AlertKind.RESPIRATORY_RATE_LOW, reading, Reading::respiratoryRate, limits.alertRespiratoryRateBelow());
        above(AlertKind.RESPIRATORY_RATE_HIGH, reading, Reading::respiratoryRate, limits.alertRespiratoryRateAbove());
        var sedation = reading.sedation();
        var atMost = limits.alertSedationAtMost();
        if (sedation != null && atMost != null && sedation <= atMost) {
            add(AlertKind.SEDATION_DEEP, AlertSeverity.CRITICAL, reading, sedation, atMost, "%d is not above %d.");
        }
    }

    private void above(AlertKind kind, Reading reading, Function<Reading, Integer> measurement, Integer limit) {
        var value = measurement.apply(reading);
        if (value != null && limit != null && value > limit) {
            add(kind, AlertSeverity.CRITICAL, reading, value, limit, "%d is above %d.");
        }
    }

    private boolean below(AlertKind kind, Reading reading, Function<Reading, Integer> measurement, Integer limit) {
        return below(kind, AlertSeverity.CRITICAL, reading, measurement, limit);
    }

    private boolean below(
            AlertKind kind,
            AlertSeverity severity,
            Reading reading,
            Function<Reading, Integer> measurement,
            Integer limit) {
        var value = measurement.apply(reading);
        if (value == null || limit == null || value >= limit) {
            return false;
        }
        add(kind, severity, reading, value, limit, "%d is below %d.");
        return true;
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
                            "%d is at least %d %% above the baseline of " + baseline.get()
                                    + ", on two consecutive readings.");
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
                String.format(Locale.ROOT, detail, value, limit)));
    }
}
