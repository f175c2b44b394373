package org.sextant.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.sextant.rules.safety.Chart.minute;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.record.RecordOrder;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.rules.safety.Finding;

class ReconciliationTest {

    private static final Finding FIRST = Findings.systolic(10, 190);
    private static final Finding SECOND = Findings.systolic(20, 185);
    private static final Finding THIRD = Findings.systolic(30, 195);
    private static final Finding LOW_SPO2 = Findings.spo2(20, 91);
    private static final Finding LOWISH_SPO2 = Findings.spo2(30, 93);

    private final StandingAlerts alerts = new StandingAlerts();

    @Test
    void whereNothingIsFoundNothingIsRaised() {
        assertThat(alerts.follow(AlertKind.SYSTOLIC_HIGH, List.of(), minute(10)))
                .isEmpty();
        assertThat(alerts.ever).isEmpty();
    }

    @Test
    void oneOpenAlertStandsForAllFindingsOfItsKind() {
        alerts.follow(List.of(FIRST, LOW_SPO2, SECOND), minute(20));

        assertThat(alerts.open())
                .extracting(Alert::kind)
                .containsExactlyInAnyOrder(AlertKind.SYSTOLIC_HIGH, AlertKind.SPO2_LOW);
        assertThat(only(AlertKind.SYSTOLIC_HIGH).sources()).containsExactlyElementsOf(ids(FIRST, SECOND));
    }

    @Test
    void anotherKindIsLeftAlone() {
        alerts.follow(List.of(FIRST, LOW_SPO2), minute(20));

        var stand = alerts.follow(AlertKind.SPO2_LOW, List.of(FIRST), minute(21));

        assertThat(stand).isEmpty();
        assertThat(only(AlertKind.SYSTOLIC_HIGH).status()).isEqualTo(AlertStatus.OPEN);
        assertThat(only(AlertKind.SPO2_LOW).status()).isEqualTo(AlertStatus.WITHDRAWN);
    }

    @Test
    void aLaterFindingUpdatesTheOpenAlert() {
        alerts.follow(List.of(FIRST), minute(10));
        alerts.follow(List.of(FIRST, SECOND), minute(20));

        var alert = only(AlertKind.SYSTOLIC_HIGH);
        assertThat(alert.sources()).containsExactlyElementsOf(ids(FIRST, SECOND));
        assertThat(alert.sourceId()).isEqualTo(SECOND.sourceId());
        assertThat(alert.value()).isEqualTo(BigDecimal.valueOf(185));
        assertThat(alert.recordedAt()).isEqualTo(minute(10));
        assertThat(alert.changedAt()).isEqualTo(minute(20));
    }

    @Test
    void anEarlierFindingThatComesInLateJoinsTheOpenAlert() {
        alerts.follow(List.of(SECOND), minute(20));
        alerts.follow(List.of(FIRST, SECOND), minute(25));

        var alert = only(AlertKind.SYSTOLIC_HIGH);
        assertThat(alert.sources()).containsExactlyElementsOf(ids(FIRST, SECOND));
        assertThat(alert.sourceId()).isEqualTo(SECOND.sourceId());
        assertThat(alert.changedAt()).isEqualTo(minute(25));
    }

    @Test
    void itShowsTheLatestOfTheWorst() {
        alerts.follow(List.of(LOWISH_SPO2, LOW_SPO2), minute(30));

        var alert = only(AlertKind.SPO2_LOW);
        assertThat(alert.severity()).isEqualTo(AlertSeverity.CRITICAL);
        assertThat(alert.sourceId()).isEqualTo(LOW_SPO2.sourceId());
        assertThat(alert.limit()).isEqualTo(BigDecimal.valueOf(92));
        assertThat(alert.detail()).isEqualTo(LOW_SPO2.detail());
    }

    @Test
    void itIsLessSevereOnceTheWorstIsCorrected() {
        alerts.follow(List.of(LOWISH_SPO2, LOW_SPO2), minute(30));
        alerts.follow(List.of(LOWISH_SPO2), minute(31));

        assertThat(only(AlertKind.SPO2_LOW).severity()).isEqualTo(AlertSeverity.WARNING);
        assertThat(only(AlertKind.SPO2_LOW).sources()).containsExactly(LOWISH_SPO2.sourceId());
    }

    @Test
    void aCorrectedValueIsShown() {
        var reading = UUID.randomUUID();
        alerts.follow(List.of(Findings.systolic(reading, 10, 185)), minute(10));
        alerts.follow(List.of(Findings.systolic(reading, 10, 285)), minute(12));

        assertThat(only(AlertKind.SYSTOLIC_HIGH).value()).isEqualTo(BigDecimal.valueOf(285));
        assertThat(only(AlertKind.SYSTOLIC_HIGH).changedAt()).isEqualTo(minute(12));
    }

    @Test
    void theSameAgainChangesNothing() {
        alerts.follow(List.of(FIRST, SECOND), minute(20));
        alerts.follow(List.of(SECOND, FIRST), minute(25));

        assertThat(only(AlertKind.SYSTOLIC_HIGH).changedAt()).isEqualTo(minute(20));
    }

    @Test
    void anAlertThatRestsOnNothingAnyMoreIsWithdrawnWithTheReason() {
        alerts.follow(List.of(FIRST), minute(10));
        alerts.follow(List.of(), minute(12));

        var alert = only(AlertKind.SYSTOLIC_HIGH);
        assertThat(alert.status()).isEqualTo(AlertStatus.WITHDRAWN);
        assertThat(alert.closedReason()).isEqualTo(StandingAlerts.REASON);
        assertThat(alert.closedAt()).isEqualTo(minute(12));
    }

    @Test
    void whatIsFoundAgainAfterItWasWithdrawnIsRaisedAnew() {
        alerts.follow(List.of(FIRST), minute(10));
        alerts.follow(List.of(), minute(12));
        alerts.follow(List.of(FIRST), minute(14));

        assertThat(alerts.ever).hasSize(2);
        assertThat(alerts.open()).hasSize(1);
    }

    @Test
    void anAcknowledgedAlertKeepsWhatItStoodForAndTheRestIsANewOne() {
        alerts.follow(List.of(FIRST), minute(10));
        acknowledge();

        var stand = alerts.follow(AlertKind.SYSTOLIC_HIGH, List.of(FIRST, SECOND, THIRD), minute(30));

        assertThat(stand)
                .extracting(Alert::status, Alert::sources)
                .containsExactly(
                        tuple(AlertStatus.ACKNOWLEDGED, ids(FIRST)), tuple(AlertStatus.OPEN, ids(SECOND, THIRD)));
        assertThat(stand.get(0).value()).isEqualTo(BigDecimal.valueOf(190));
    }

    @Test
    void whatWasAcknowledgedIsNotRaisedAgain() {
        alerts.follow(List.of(FIRST, SECOND), minute(20));
        acknowledge();

        var stand = alerts.follow(AlertKind.SYSTOLIC_HIGH, List.of(FIRST, SECOND), minute(21));

        assertThat(stand).isEqualTo(alerts.ever).hasSize(1);
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void anAcknowledgedAlertStandsForWhatOfItHolds() {
        alerts.follow(List.of(FIRST, THIRD, SECOND), minute(30));
        acknowledge();

        alerts.follow(List.of(FIRST, SECOND), minute(31));
        assertThat(alerts.with(AlertStatus.ACKNOWLEDGED))
                .extracting(Alert::sources, Alert::sourceId, Alert::value, Alert::detail, Alert::changedAt)
                .containsExactly(
                        tuple(ids(FIRST, SECOND), SECOND.sourceId(), SECOND.value(), SECOND.detail(), minute(31)));
        alerts.follow(List.of(FIRST), minute(32));
        assertThat(alerts.with(AlertStatus.ACKNOWLEDGED))
                .extracting(Alert::sources, Alert::value)
                .containsExactly(tuple(ids(FIRST), FIRST.value()));

        alerts.follow(List.of(), minute(22));
        assertThat(only(AlertKind.SYSTOLIC_HIGH).status()).isEqualTo(AlertStatus.WITHDRAWN);
        assertThat(only(AlertKind.SYSTOLIC_HIGH).acknowledgedBy()).isEqualTo("nurse");
        assertThat(only(AlertKind.SYSTOLIC_HIGH).closedReason()).isEqualTo(StandingAlerts.REASON);
    }

    @Test
    void aCorrectedValueThatStillBreaksTheLimitIsNewEvidence() {
        var reading = UUID.randomUUID();
        alerts.follow(List.of(FIRST, Findings.systolic(reading, 20, 185)), minute(20));
        acknowledge();

        var corrected = Findings.systolic(reading, 20, 205);
        alerts.follow(List.of(FIRST, corrected), minute(21));

        assertThat(alerts.ever)
                .extracting(Alert::status, Alert::sources, Alert::value)
                .containsExactly(
                        tuple(AlertStatus.ACKNOWLEDGED, ids(FIRST), FIRST.value()),
                        tuple(AlertStatus.OPEN, ids(corrected), corrected.value()));
    }

    @Test
    void anotherSideEffectOfTheSameRecordIsNewEvidence() {
        var effect = UUID.randomUUID();
        alerts.follow(AlertKind.SERIOUS_SIDE_EFFECT, List.of(Findings.serious(effect, "NAUSEA")), minute(20));
        acknowledge();
        alerts.follow(AlertKind.SERIOUS_SIDE_EFFECT, List.of(Findings.serious(effect, "NAUSEA")), minute(21));
        assertThat(alerts.ever).hasSize(1);

        alerts.follow(AlertKind.SERIOUS_SIDE_EFFECT, List.of(Findings.serious(effect, "HYPOXIA")), minute(22));

        assertThat(alerts.ever).extracting(Alert::status).containsExactly(AlertStatus.WITHDRAWN, AlertStatus.OPEN);
    }

    @Test
    void theOpenAlertIsWithdrawnThoughAnAcknowledgedOneStands() {
        alerts.follow(List.of(FIRST), minute(10));
        acknowledge();
        alerts.follow(List.of(FIRST, SECOND), minute(20));

        alerts.follow(List.of(FIRST), minute(21));

        assertThat(alerts.ever)
                .extracting(Alert::status)
                .containsExactly(AlertStatus.ACKNOWLEDGED, AlertStatus.WITHDRAWN);
    }

    @Test
    void acknowledgingOneAfterTheOtherLeavesEachWithItsOwn() {
        alerts.follow(List.of(FIRST), minute(10));
        acknowledge();
        alerts.follow(List.of(FIRST, SECOND), minute(20));
        acknowledge();
        alerts.follow(List.of(FIRST, SECOND, THIRD), minute(30));

        assertThat(alerts.ever).extracting(Alert::sources).containsExactly(ids(FIRST), ids(SECOND), ids(THIRD));
    }

    private void acknowledge() {
        alerts.open().forEach(alert -> alert.acknowledge("nurse", "Seen", minute(11)));
    }

    private Alert only(AlertKind kind) {
        var ofKind = alerts.ever.stream().filter(alert -> alert.kind() == kind).toList();
        assertThat(ofKind).hasSize(1);
        return ofKind.get(0);
    }

    private static List<UUID> ids(Finding... findings) {
        return Arrays.stream(findings)
                .map(Finding::sourceId)
                .sorted(RecordOrder.IDS)
                .toList();
    }
}
