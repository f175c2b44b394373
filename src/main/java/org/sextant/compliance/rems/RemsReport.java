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
import org.sextant.compliance.rems.RemsContent.BloodPressures;
import org.sextant.compliance.rems.RemsContent.Event;
import org.sextant.compliance.rems.RemsContent.Oximetry;
import org.sextant.compliance.rems.RemsContent.Pressure;
import org.sextant.compliance.rems.RemsContent.SeriousEvent;
import org.sextant.compliance.rems.RemsContent.Setting;
import org.sextant.rules.safety.DischargeRules;
import org.sextant.rules.safety.PressureRules;
import org.sextant.rules.safety.Reading;
import org.sextant.rules.safety.SideEffectFact;
import org.sextant.rules.safety.Snapshot;

/** Fills in the monitoring form from the chart (Spravato REMS, patient monitoring form of 2025). */
final class RemsReport {

    /** The form asks for a blood pressure 40 minutes after the dose. */
    private static final Duration SECOND_PRESSURE = Duration.ofMinutes(40);

    private static final Duration SECOND_PRESSURE_TOLERANCE = Duration.ofMinutes(15);

    private static final String FORM_VERSION = "2025";

    /** MOAA/S: a score under 5 is sedation. */
    private static final int MOAAS_AWAKE = 5;

    private final Session session;
    private final Snapshot snapshot;
    private final RemsFacts facts;

    /** @param snapshot the chart at the discharge; the chart now where the patient is not discharged */
    RemsReport(Session session, Snapshot snapshot, RemsFacts facts) {
        this.session = session;
        this.snapshot = snapshot;
        this.facts = facts;
    }

    RemsContent content() {
        var pressures = new BloodPressures(pressure(before()), pressure(atFortyMinutes()), pressure(beforeDischarge()));
        var oximetry = oximetry();
        var limits = snapshot.revision().rules().limits();
        var missing = missing(pressures, oximetry);
        return new RemsContent(
                FORM_VERSION,
                missing.isEmpty(),
                missing,
                facts.patient(),
                firstTreatment(),
                facts.enrolled(),
                facts.answers().provider(),
                Setting.of(facts.clinic()),
                session.startedAt(),
                session.administeredMg(),
                session.lot(),
                session.checkedIn().concomitantMedications(),
                monitoredMinutes(),
                monitoredLongEnough(),
                minutesUntilReady(),
                facts.answers().readyAfterMinutes(),
                acceptableBefore(),
                acceptableAtCompletion(),
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

    RemsForm.Suggested suggested() {
        return new RemsForm.Suggested(!facts.treatedBefore(), minutesUntilReady());
    }

    private List<String> missing(BloodPressures pressures, Oximetry oximetry) {
        var missing = new ArrayList<String>();
        addIf(firstTreatment() == null, "firstTreatment", missing);
        addIf(facts.enrolled() == null, "enrolled", missing);
        addIf(facts.answers().provider() == null, "provider", missing);
        addIf(facts.clinic().name() == null, "setting", missing);
        addIf(session.ended() == null, "doseMg", missing);
        addIf(session.lot() == null, "lot", missing);
        addIf(session.checkedIn().concomitantMedications() == null, "concomitantMedications", missing);
        addIf(session.discharged() == null, "monitoredMinutes", missing);
        addIf(facts.answers().readyAfterMinutes() == null, "readyAfterMinutes", missing);
        addIf(pressures.before() == null, "bloodPressure.before", missing);
        addIf(pressures.before() != null && acceptableBefore() == null, "acceptableBefore", missing);
        addIf(pressures.atFortyMinutes() == null, "bloodPressure.atFortyMinutes", missing);
        addIf(pressures.beforeDischarge() == null, "bloodPressure.beforeDischarge", missing);
        addIf(
                pressures.beforeDischarge() != null && acceptableAtCompletion() == null,
                "acceptableAtCompletion",
                missing);
        addIf(oximetry.done() == null, "pulseOximetry", missing);
        addIf(afterDose(Reading::sedation).isEmpty(), "sedation", missing);
        return missing;
    }

    /** A treatment elsewhere is not in the chart, so only staff can say that this is the first one. */
    private Boolean firstTreatment() {
        if (facts.answers().firstTreatment() != null) {
            return facts.answers().firstTreatment();
        }
        return facts.treatedBefore() ? Boolean.FALSE : null;
    }

    /** A pressure within the clinic's own limits is acceptable; only staff can say so of another one. */
    private Boolean acceptableBefore() {
        if (facts.answers().acceptableBefore() != null) {
            return facts.answers().acceptableBefore();
        }
        return before().filter(reading -> PressureRules.isAcceptableBeforeStart(
                        reading, snapshot.revision().rules().limits()))
                .map(reading -> Boolean.TRUE)
                .orElse(null);
    }

    private Boolean acceptableAtCompletion() {
        if (facts.answers().acceptableAtCompletion() != null) {
            return facts.answers().acceptableAtCompletion();
        }
        return beforeDischarge()
                .filter(reading -> DischargeRules.isAcceptable(reading, snapshot))
                .map(reading -> Boolean.TRUE)
                .orElse(null);
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

    private Optional<Reading> before() {
        return snapshot.baseline(Reading::systolic);
    }

    /** The nearest blood pressure; of two equally near pressures the later, because rules use the latest reading. */
    private Optional<Reading> atFortyMinutes() {
        var target = session.startedAt().plus(SECOND_PRESSURE);
        Function<Reading, Duration> distance =
                reading -> Duration.between(target, reading.at()).abs();
        return afterDose(Reading::systolic).stream()
                .filter(reading -> distance.apply(reading).compareTo(SECOND_PRESSURE_TOLERANCE) <= 0)
                .reduce((earlier, later) ->
                        distance.apply(later).compareTo(distance.apply(earlier)) <= 0 ? later : earlier);
    }

    /** The last blood pressure before the discharge that is later than the pressure at forty minutes. */
    private Optional<Reading> beforeDischarge() {
        var second = atFortyMinutes().map(Reading::at);
        return session.discharged() == null
                ? Optional.empty()
                : afterDose(Reading::systolic).stream()
                        .filter(reading -> second.filter(taken -> !reading.at().isAfter(taken))
                                .isEmpty())
                        .reduce((earlier, later) -> later);
    }

    private Oximetry oximetry() {
        var readings = afterDose(Reading::spo2);
        var stated = facts.answers().oximetryDone();
        return new Oximetry(
                readings.size(),
                readings.stream()
                        .map(Reading::spo2)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                (stated == null && !readings.isEmpty()) ? Boolean.TRUE : stated);
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

    private static Pressure pressure(Optional<Reading> reading) {
        return reading.map(taken -> new Pressure(taken.systolic(), taken.diastolic(), taken.at()))
                .orElse(null);
    }
}
