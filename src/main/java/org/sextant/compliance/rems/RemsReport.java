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

    private static final Duration SECOND_PRESSURE = Duration.ofMinutes(40);
    private static final Duration AT_MOST_AWAY = Duration.ofMinutes(15);
    private static final int AWAKE = 5;

    private final Session session;
    private final Snapshot snapshot;

    /** @param snapshot of the discharge, or of now where the patient is still there */
    RemsReport(Session session, Snapshot snapshot) {
        this.session = session;
        this.snapshot = snapshot;
    }

    RemsForm form(RemsDeadline deadline, RemsSubmission submission) {
        var ended = session.ended();
        var pressures = new BloodPressures(before(), atFortyMinutes(), beforeDischarge());
        var oximetry = oximetry();
        var limits = snapshot.law().rules().limits();
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
                monitored(),
                monitoredLongEnough(),
                minutesUntilReady(),
                pressures,
                oximetry,
                event("DROWSINESS", under(Reading::sedation, AWAKE)),
                event("DISSOCIATION"),
                event(
                        "HYPOXIA",
                        under(Reading::respiratoryRate, limits.alertRespiratoryRateBelow()),
                        under(Reading::spo2, limits.alertSpo2Below())),
                seriousEvents());
    }

    private List<String> missing(BloodPressures pressures, Oximetry oximetry) {
        var missing = new ArrayList<String>();
        when(session.ended() == null, "doseMg", missing);
        when(session.lot() == null, "lot", missing);
        when(session.checkedIn().concomitantMedications() == null, "concomitantMedications", missing);
        when(session.discharged() == null, "monitoredMinutes", missing);
        when(session.discharged() != null && minutesUntilReady() == null, "minutesUntilReady", missing);
        when(pressures.before() == null, "bloodPressure.before", missing);
        when(pressures.atFortyMinutes() == null, "bloodPressure.atFortyMinutes", missing);
        when(pressures.beforeDischarge() == null, "bloodPressure.beforeDischarge", missing);
        when(oximetry.readings() == 0, "pulseOximetry", missing);
        when(afterDose(Reading::sedation).isEmpty(), "sedation", missing);
        return missing;
    }

    private static void when(boolean isMissing, String name, List<String> missing) {
        if (isMissing) {
            missing.add(name);
        }
    }

    private Long monitored() {
        return session.discharged() == null
                ? null
                : minutesTo(session.discharged().at());
    }

    private Boolean monitoredLongEnough() {
        var asked = snapshot.law().rules().monitoring().observeMinutes();
        if (session.discharged() == null || asked == null) {
            return null;
        }
        var watched = Duration.between(session.startedAt(), session.discharged().at());
        return watched.compareTo(Duration.ofMinutes(asked)) >= 0;
    }

    /** The first reading of the last run of readings at which the patient could have gone. */
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

    /** The nearest; of two that are equally near the one that comes later, as where a rule looks for the last. */
    private Pressure atFortyMinutes() {
        var asked = session.startedAt().plus(SECOND_PRESSURE);
        Function<Reading, Duration> away =
                reading -> Duration.between(asked, reading.at()).abs();
        return afterDose(Reading::systolic).stream()
                .filter(reading -> away.apply(reading).compareTo(AT_MOST_AWAY) <= 0)
                .reduce((one, later) -> away.apply(later).compareTo(away.apply(one)) <= 0 ? later : one)
                .map(RemsReport::pressure)
                .orElse(null);
    }

    /** The last before the discharge, where it is not the one at forty minutes. */
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

    /** A measurement that shows an event while its value does. */
    private record Sign(Function<Reading, Integer> of, Predicate<Integer> shows) {

        boolean shownBy(Reading reading) {
            return shows.test(of.apply(reading));
        }
    }

    private static Sign under(Function<Reading, Integer> measurement, Integer limit) {
        return new Sign(measurement, value -> limit != null && value < limit);
    }

    /** What readings showed is resolved where the last one that measured it does not show it any more. */
    private Event event(String effect, Sign... signs) {
        var effects = snapshot.sideEffects().stream()
                .filter(one -> one.effect().equals(effect))
                .toList();
        var shown = Stream.of(signs)
                .filter(sign -> afterDose(sign.of()).stream().anyMatch(sign::shownBy))
                .toList();
        if (effects.isEmpty() && shown.isEmpty()) {
            return new Event(false, null);
        }
        var over = effects.stream()
                .allMatch(one -> one.resolvedAt() != null && !one.resolvedAt().isAfter(snapshot.at()));
        return new Event(true, over && shown.stream().noneMatch(this::isShownByTheLast));
    }

    private boolean isShownByTheLast(Sign sign) {
        var measured = afterDose(sign.of());
        return sign.shownBy(measured.get(measured.size() - 1));
    }

    private List<SeriousEvent> seriousEvents() {
        return snapshot.sideEffects().stream()
                .filter(SideEffectFact::serious)
                .map(one -> new SeriousEvent(one.id(), one.effect(), one.onsetAt(), one.resolvedAt()))
                .toList();
    }

    /** The readings from the dose to the discharge that have the measurement, by time. */
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
