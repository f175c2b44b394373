package org.sextant.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.minute;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.rules.safety.Chart;
import org.sextant.rules.safety.Finding;
import org.sextant.rules.safety.Reading;
import org.sextant.rules.safety.ReadingRules;
import org.sextant.rules.safety.ShippedRules;

/** Readings arrive in any order, are corrected, and are acknowledged at any time. */
class ReconciliationPropertyTest {

    /** What an alert tells, whenever it was raised. */
    private record Told(AlertKind kind, AlertSeverity severity, UUID source, BigDecimal value, List<UUID> sources) {}

    @Property
    void readingByReadingComesToTheSameAsAllAtOnce(@ForAll("arrivals") List<Reading> arrivals) {
        var oneByOne = new StandingAlerts();
        for (var known = 1; known <= arrivals.size(); known++) {
            oneByOne.follow(found(arrivals.subList(0, known)), minute(known));
        }
        var atOnce = new StandingAlerts();
        atOnce.follow(found(arrivals), minute(1));

        assertThat(told(oneByOne)).containsExactlyInAnyOrderElementsOf(told(atOnce));
    }

    @Property
    void aReadingThatIsTakenBackLeavesNothingBehind(
            @ForAll("arrivals") List<Reading> arrivals, @ForAll("reading") Reading mistaken) {
        var all = new ArrayList<>(arrivals);
        all.add(mistaken);
        var corrected = new StandingAlerts();
        corrected.follow(found(all), minute(1));
        corrected.follow(found(arrivals), minute(2));
        var never = new StandingAlerts();
        never.follow(found(arrivals), minute(1));

        assertThat(told(corrected)).containsExactlyInAnyOrderElementsOf(told(never));
    }

    @Property
    void whateverWasAcknowledgedEachFindingHasOneAlertThatStands(
            @ForAll("arrivals") List<Reading> arrivals, @ForAll @Size(12) List<Boolean> acknowledged) {
        var alerts = new StandingAlerts();
        for (var known = 1; known <= arrivals.size(); known++) {
            var findings = found(arrivals.subList(0, known));
            alerts.follow(findings, minute(known));
            assertCovered(alerts, findings);
            if (acknowledged.get(known - 1)) {
                var now = minute(known);
                alerts.open().forEach(alert -> alert.acknowledge("nurse", "Seen", now));
            }
        }
        alerts.follow(List.of(), minute(100));
        assertThat(alerts.standing()).isEmpty();
    }

    @Property
    void theSameAgainRaisesAndChangesNothing(@ForAll("arrivals") List<Reading> arrivals, @ForAll boolean acknowledged) {
        var alerts = new StandingAlerts();
        alerts.follow(found(arrivals), minute(1));
        if (acknowledged) {
            alerts.open().forEach(alert -> alert.acknowledge("nurse", "Seen", minute(1)));
        }
        var raised = List.copyOf(alerts.ever);

        alerts.follow(found(arrivals), minute(2));

        assertThat(alerts.ever)
                .isEqualTo(raised)
                .allSatisfy(alert -> assertThat(alert.changedAt()).isEqualTo(minute(1)));
    }

    private static void assertCovered(StandingAlerts alerts, List<Finding> findings) {
        assertThat(alerts.open()).extracting(Alert::kind).doesNotHaveDuplicates();
        for (var kind : AlertKind.values()) {
            var found = new HashSet<UUID>();
            findings.stream().filter(one -> one.kind() == kind).forEach(one -> found.add(one.sourceId()));
            var standing = alerts.standing().stream()
                    .filter(alert -> alert.kind() == kind)
                    .toList();
            var sources =
                    standing.stream().flatMap(alert -> alert.sources().stream()).toList();

            assertThat(sources).doesNotHaveDuplicates().containsAll(found);
            assertThat(standing).allSatisfy(alert -> assertThat(found).containsAll(alert.sources()));
        }
    }

    private static List<Finding> found(List<Reading> readings) {
        return ReadingRules.evaluate(
                Chart.started(ShippedRules.IV).with(readings).at(minute(120)));
    }

    private static List<Told> told(StandingAlerts alerts) {
        return alerts.open().stream()
                .map(alert ->
                        new Told(alert.kind(), alert.severity(), alert.sourceId(), alert.value(), alert.sources()))
                .toList();
    }

    /** In the order in which they come in, which is not that in which they were taken. */
    @Provide
    Arbitrary<List<Reading>> arrivals() {
        return reading().list().ofMaxSize(12);
    }

    /** Often remarkable, and at times taken, or taken and recorded, at the same moment as another. */
    @Provide
    Arbitrary<Reading> reading() {
        var at = Arbitraries.integers().between(-4, 16).map(times -> minute(times * 5));
        var recordedAfter = Arbitraries.of(0, 0, 1, 7);
        var pressure = Arbitraries.of(
                        List.of(85, 60), List.of(120, 80), List.of(156, 90), List.of(170, 115), List.of(185, 100))
                .injectNull(0.1);
        var heartRate = Arbitraries.of(40, 70, 70, 135).injectNull(0.1);
        var respiratoryRate = Arbitraries.of(8, 14, 14, 35).injectNull(0.1);
        var spo2 = Arbitraries.of(90, 93, 98).injectNull(0.1);
        var sedation = Arbitraries.of(1, 5).injectNull(0.1);
        return Combinators.combine(at, recordedAfter, pressure, heartRate, respiratoryRate, spo2, sedation)
                .as((moment, minutes, both, pulse, breaths, saturation, moaas) -> new Reading(
                        UUID.randomUUID(),
                        moment,
                        moment.plus(Duration.ofMinutes(minutes)),
                        both == null ? null : both.get(0),
                        both == null ? null : both.get(1),
                        pulse,
                        breaths,
                        saturation,
                        moaas));
    }
}
