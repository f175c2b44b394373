package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.rules.safety.Chart.START;
import static org.sextant.rules.safety.Chart.minute;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sextant.rules.protocol.Rules;

/** What a verdict says of why it was given. */
class VerdictTest {

    /** A clinic that wants these limits sets them. */
    /** Limits of one entry of a list, at which no pointer of the catalogue can point. */
    private static final List<String> OF_A_LIST = List.of("validDays");

    private static final List<String> NOT_SHIPPED =
            List.of("/limits/alertCadssAbove", "/limits/alertCadss6Above", "/ageTo");

    private static final String OURS = "Set by the clinic: iv-ketamine-0.5, revision 2";

    @Test
    void tellsWhatWasJudgedAndByWhom() {
        var verdict = systolic(ShippedRules.IV, 165);

        assertThat(verdict.rule()).isEqualTo("BASELINE_SYSTOLIC");
        assertThat(verdict.detail()).isEqualTo("The systolic of 165 mmHg is above 160.");
        assertThat(verdict.inputs())
                .isEqualTo(Map.of("systolic", 165, "takenAt", minute(-5).toString()));
        assertThat(verdict.limit())
                .isEqualTo(Map.of("warnSystolicAbove", 140, "holdSystolicAbove", 160, "holdSystolicBelow", 90));
        assertThat(verdict.overridableBy()).isEqualTo("PRESCRIBER");
    }

    @Test
    void namesWhoMayOverrideOnlyWhereItBlocks() {
        assertThat(systolic(ShippedRules.IV, 160).overridableBy()).isNull();
        assertThat(systolic(ShippedRules.IV, 120).overridableBy()).isNull();
    }

    @Test
    void aSourceThatLimitsShareIsNamedOnce() {
        assertThat(systolic(ShippedRules.IV, 120).source())
                .isEqualTo(ShippedRules.IV.sources().get("/limits/holdSystolicAbove"));
    }

    @Test
    void differentSourcesAreAllNamed() {
        var rules = ShippedRules.ivWith(
                "/sources",
                Map.of(
                        "/limits/warnSystolicAbove", "Somebody 2020",
                        "/limits/holdSystolicAbove", "Our committee",
                        "/limits/holdSystolicBelow", "Somebody 2020"));

        assertThat(systolic(rules, 120).source()).isEqualTo("Somebody 2020; Our committee");
    }

    @Test
    void aLimitWithoutASourceIsTheClinics() {
        var some = ShippedRules.ivWith("/sources", Map.of("/limits/warnSystolicAbove", "Somebody 2020"));

        assertThat(systolic(some, 120).source()).isEqualTo(OURS);
        assertThat(systolic(ShippedRules.ivWithout("/sources"), 120).source()).isEqualTo(OURS);
        assertThat(systolic(ShippedRules.ivWithout("/limits"), 120).source()).isEqualTo(OURS);
    }

    @Test
    void aLoneLimitWithoutASourceIsTheClinics() {
        var chart = Chart.checkedIn(ShippedRules.ivWithout("/sources"));

        assertThat(started(chart)).extracting(Verdict::source).containsOnly(OURS);
    }

    @Test
    void theWorstOfThemIsTheOutcome() {
        var pass = systolic(ShippedRules.IV, 120);
        var warn = systolic(ShippedRules.IV, 150);
        var block = systolic(ShippedRules.IV, 165);

        assertThat(Verdict.worst(List.of())).isEqualTo(Outcome.PASS);
        assertThat(Verdict.worst(List.of(pass, warn))).isEqualTo(Outcome.WARN);
        assertThat(Verdict.worst(List.of(block, warn, pass))).isEqualTo(Outcome.BLOCK);
        assertThat(Verdict.blocking(List.of(pass, warn, block))).containsExactly(block);
        assertThat(Verdict.remarkable(List.of(pass, warn, block))).containsExactly(warn, block);
    }

    /** The catalogue of the rules is published: a verdict names the limits that it promises, and no others. */
    @Test
    void eachRuleComparesWithWhatTheCatalogueNames() {
        var named = new LinkedHashMap<String, List<String>>();
        everyVerdict()
                .forEach(verdict -> named.put(
                        verdict.rule(),
                        verdict.limit().keySet().stream()
                                .filter(name -> !OF_A_LIST.contains(name))
                                .toList()));

        assertThat(named).hasSameSizeAs(Rule.values());
        for (var rule : Rule.values()) {
            assertThat(named.get(rule.name()))
                    .as(rule.name())
                    .containsExactlyElementsOf(rule.limits().stream()
                            .map(pointer -> pointer.substring(pointer.lastIndexOf('/') + 1))
                            .toList());
        }
    }

    @Test
    void eachLimitOfTheCatalogueIsOneOfTheProtocol() {
        var pointers = new ArrayList<String>();
        for (var rule : Rule.values()) {
            pointers.addAll(rule.limits());
        }
        for (var kind : AlertKind.values()) {
            pointers.addAll(kind.limits());
        }

        pointers.removeAll(NOT_SHIPPED);
        var sources = new HashSet<>(ShippedRules.IV.sources().keySet());
        sources.addAll(ShippedRules.ESKETAMINE.sources().keySet());
        assertThat(sources).contains(pointers.toArray(String[]::new));
    }

    private static List<Verdict> everyVerdict() {
        var dose = new BigDecimal("36.00");
        var running = Chart.started(ShippedRules.EVERY_CRITERION).with(Measured.normal(minute(95)));
        // The rule of the first dose is for fixed doses.
        var verdicts = new ArrayList<>(started(Chart.checkedIn(ShippedRules.ESKETAMINE)));
        verdicts.addAll(started(Chart.checkedIn(ShippedRules.IV)));
        verdicts.addAll(EndRules.evaluate(running.at(minute(40)), new EndRules.Given(dose, dose, "KT-0001", false)));
        CorrectionRules.weight(running.at(START).revision(), dose, dose.add(BigDecimal.ONE), dose, true)
                .ifPresent(verdicts::add);
        CorrectionRules.administered(running.at(START).revision(), dose, BigDecimal.ONE)
                .ifPresent(verdicts::add);
        var spray = new StartDose(null, new BigDecimal("56"));
        verdicts.addAll(
                SentStartRules.evaluate(new ProtocolRevision("any", 1, ShippedRules.ESKETAMINE), spray, spray, null));
        // No shipped protocol has an upper limit for the age.
        verdicts.add(AgeRules.limit(
                new ProtocolRevision("any", 1, ShippedRules.ivWith("/ageTo", 90)), PatientFacts.UNKNOWN, START));
        verdicts.addAll(
                DischargeRules.evaluate(running.ended(minute(40)).at(minute(100)), Map.of(), DischargeFacts.NONE));
        return verdicts;
    }

    private static List<Verdict> started(Chart chart) {
        return StartRules.evaluate(chart.at(START), new BigDecimal("0.5"), StartFacts.NONE);
    }

    private static Verdict systolic(Rules rules, int systolic) {
        var chart = Chart.checkedIn(rules).with(Measured.SYSTOLIC.reading(minute(-5), systolic));
        return Chart.of(Rule.BASELINE_SYSTOLIC, started(chart));
    }
}
