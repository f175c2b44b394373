package org.sextant.compliance.rems;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sextant.chart.session.Session;
import org.sextant.compliance.rems.RemsForm.BloodPressures;
import org.sextant.compliance.rems.RemsForm.Event;
import org.sextant.compliance.rems.RemsForm.Oximetry;
import org.sextant.compliance.rems.RemsForm.Pressure;
import org.sextant.compliance.rems.RemsForm.SeriousEvent;
import org.sextant.rules.safety.DischargeRules;
import org.sextant.rules.safety.Reading;
import org.sextant.rules.safety.SideEffectFact;
import org.sextant.rules.safety.Snapshot;

/** Fills in the monitoring form from the chart (Spravato REMS, patient monitoring form of 2021). */
final class RemsReport {

    /** The form asks for a blood pressure 40 minutes after the dose. */
    private static final Duration SECOND_PRESSURE = Duration.ofMinutes(40);

    private static final Duration SECOND_PRESSURE_TOLERANCE = Duration.ofMinutes(15);

    /** MOAA/S: a score under 5 is sedation. */
    private static final int MOAAS_AWAKE = 5;

    private final Session session;
    private final Snapshot snapshot;

    /** @param snapshot the chart at the discharge; the chart now where the patient is not discharged */
    RemsReport(Session session, Snapshot snapshot) {
        this.session = session;
        this.snapshot = snapshot;
    }

    RemsForm form(RemsDeadline deadline, RemsSubmission submission) {
        var ended = session.ended();
        var pressures = new BloodPressures(before(), atFortyMinutes(), beforeDischarge());
        var oximetry = oximetry();
        var limits = snapshot.revision().rules().limits();
        return new RemsForm(
                session.id(),
                session.patientId(),
                deadline.status(),
                deadline.deadline(),
                submission == null ? null : submission.submittedAt(),
                submission == null ? null : submission.reference(),
                missing(pressures, oximetry).isEmpty(),
                missing(pressures, oximetry),
                session.startedAt(),
                ended == null ? null : ended.administeredMg(),
                session.lot(),
                session.checkedIn().concomitantMedications(),
                monitoredMinutes(),
                monitoredLongEnough(),
                minutesUntilReady(),
                pressures,
                oximetry,
                event("DROWSINESS", under(Reading::sedation, MOAAS_AWAKE)),
                event("DISSOCIATION"),
                event(
                        "HYPOXIA",
                        under(Reading::respiratoryRate, limits.alertRespiratoryRateBelow()),
                        under(Reading::spo2, limits.alertSpo2Below())),
                seriousEvents());
    }

    private List<String> missing(BloodPressures pressures, Oximetry oximetry) {
        var missing = new ArrayList<String>();
        addIf(session.ended() == null, "doseMg", missing);
        addIf(session.lot() == null, "lot", missing);
        addIf(session.checkedIn().concomitantMedications() == null, "concomitantMedications", missing);
        addIf(session.discharged() == null, "monitoredMinutes", missing);
        addIf(session.discharged() != null && minutesUntilReady() == null, "minutesUntilReady", missing);
        addIf(pressures.before() == null, "bloodPressure.before", missing);
        addIf(pressures.atFortyMinutes() == null, "bloodPressure.atFortyMinutes", missing);
        addIf(pressures.beforeDischarge() == null, "bloodPressure.beforeDischarge", missing);
        addIf(oximetry.readings() == 0, "pulseOximetry", missing);
        addIf(afterDose(Reading::sedation).isEmpty(), "sedation", missing);
        return missing;
    }

    private static void addIf(boolean isMissing, String name, List<String> missing) {
        if (isMissing) {
            missing.add(name);
        }
    }

    private Long monitoredMinutes() {
        return session.discharged() == null
                ? null
                : minutesTo(session.discharged().at());
    }

    private Boolean monitoredLongEnough() {
        var requiredMinutes = snapshot.revision().rules().monitoring().observeMinutes();
        if (session.discharged() == null || requiredMinutes == null) {
            return null;
        }
        var monitored =
                Duration.between(session.startedAt(), session.discharged().at());
        return monitored.compareTo(Duration.ofMinutes(requiredMinutes)) >= 0;
    }

    /**
     * Minutes to the first reading from which on every reading met the discharge criteria; null where the patient is
     * not discharged or the last reading did not meet the criteria.
     */
    private Long minutesUntilReady() {
        Instant ready = null;
        if (session.discharged() != null) {
            for (var reading : afterDose(Reading::systolic)) {
                if (!DischargeRules.settled(snapshot.at(reading.at()))) {
                    ready = null;
                } else if (ready == null) {
                    ready = reading.at();
                }
            }
        }
        return ready == null ? null : minutesTo(ready);
    }

    private Pressure before() {
        return snapshot.baseline(Reading::systolic).map(RemsReport::pressure).orElse(null);
    }

    /** The nearest blood pressure; of two equally near pressures the later, because rules use the latest reading. */
    private Pressure atFortyMinutes() {
        var target = session.startedAt().plus(SECOND_PRESSURE);
        Function<Reading, Duration> distance =
                reading -> Duration.between(target, reading.at()).abs();
        return afterDose(Reading::systolic).stream()
                .filter(reading -> distance.apply(reading).compareTo(SECOND_PRESSURE_TOLERANCE) <= 0)
                .reduce((earlier, later) ->
                        distance.apply(later).compareTo(distance.apply(earlier)) <= 0 ? later : earlier)
                .map(RemsReport::pressure)
                .orElse(null);
    }

    /** The last blood pressure before the discharge that is later than the pressure at forty minutes. */
    private Pressure beforeDischarge() {
        var second = Optional.ofNullable(atFortyMinutes()).map(Pressure::takenAt);
        return session.discharged() == null
                ? null
                : afterDose(Reading::systolic).stream()
                        .filter(reading -> second.filter(taken -> !reading.at().isAfter(taken))
                                .isEmpty())
                        .reduce((earlier, later) -> later)
                        .map(RemsReport::pressure)
                        .orElse(null);
    }

    private Oximetry oximetry() {
        var readings = afterDose(Reading::spo2);
        return new Oximetry(
                readings.size(),
                readings.stream()
                        .map(Reading::spo2)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    /** A measurement, and the values of the measurement that show an event. */
    private record Sign(Function<Reading, Integer> of, Predicate<Integer> shows) {

        boolean shownBy(Reading reading) {
            return shows.test(of.apply(reading));
        }
    }

    private static Sign under(Function<Reading, Integer> measurement, Integer limit) {
        return new Sign(measurement, value -> limit != null && value < limit);
    }

    /** An event that readings show is resolved when the last reading with the measurement no longer shows it. */
    private Event event(String effect, Sign... signs) {
        var effects = snapshot.sideEffects().stream()
                .filter(fact -> fact.effect().equals(effect))
                .toList();
        var shown = Stream.of(signs)
                .filter(sign -> afterDose(sign.of()).stream().anyMatch(sign::shownBy))
                .toList();
        if (effects.isEmpty() && shown.isEmpty()) {
            return new Event(false, null);
        }
        var over = effects.stream()
                .allMatch(
                        fact -> fact.resolvedAt() != null && !fact.resolvedAt().isAfter(snapshot.at()));
        return new Event(true, over && shown.stream().noneMatch(this::isShownByLastReading));
    }

    private boolean isShownByLastReading(Sign sign) {
        var measured = afterDose(sign.of());
        return sign.shownBy(measured.get(measured.size() - 1));
    }

    private List<SeriousEvent> seriousEvents() {
        return snapshot.sideEffects().stream()
                .filter(SideEffectFact::serious)
                .map(fact -> new SeriousEvent(fact.id(), fact.effect(), fact.onsetAt(), fact.resolvedAt()))
                .toList();
    }

    /** The readings with the measurement, after the dose and up to the discharge, by time. */
    private List<Reading> afterDose(Function<Reading, Integer> measurement) {
        return snapshot.readings().stream()
                .filter(reading -> measurement.apply(reading) != null)
                .filter(reading -> reading.at().isAfter(session.startedAt()))
                .filter(reading -> !reading.at().isAfter(snapshot.at()))
                .toList();
    }

    private long minutesTo(Instant moment) {
        return Duration.between(session.startedAt(), moment).toMinutes();
    }

    private static Pressure pressure(Reading reading) {
        return new Pressure(reading.systolic(), reading.diastolic(), reading.at());
    }
}
