package org.sextant.rules.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.web.problem.FieldError;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemException;

class DefineProtocolTest {

    /** Little enough to contradict nothing that a test adds. */
    private static final String IV = """
            {"name": "N", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.001}, "infusionMinutes": 1,
             "plannedSessions": 6, "minDaysBetweenSessions": 2}""";

    private static final String FIXED = IV.replace("\"mgPerKg\": 0.001", "\"mg\": 50");
    private static final String SPRAY = """
            {"name": "N", "drug": "ESKETAMINE", "route": "INTRANASAL", "dose": {"mg": 56},
             "plannedSessions": 8, "minDaysBetweenSessions": 2}""";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @ParameterizedTest
    @CsvSource({
        "/infusionMinutes, 1, 1440",
        "/warnInfusionMinutesAbove, 1, 1440",
        "/plannedSessions, 1, 60",
        "/minDaysBetweenSessions, 0, 365",
        "/dose/weightWithinDays, 1, 365",
        "/dose/warnDifferencePercent, 1, 100",
        "/monitoring/baselineWithinMinutes, 1, 1440",
        "/monitoring/everyMinutesDuringInfusion, 1, 240",
        "/monitoring/everyMinutesAfter, 1, 240",
        "/monitoring/graceMinutes, 0, 60",
        "/monitoring/observeMinutes, 0, 1440",
        "/limits/warnSystolicAbove, 30, 300",
        "/limits/warnDiastolicAbove, 10, 200",
        "/limits/holdSystolicAbove, 30, 300",
        "/limits/holdDiastolicAbove, 10, 200",
        "/limits/holdSystolicBelow, 30, 300",
        "/limits/holdSpo2Below, 20, 100",
        "/limits/holdHeartRateBelow, 10, 300",
        "/limits/holdHeartRateAbove, 10, 300",
        "/limits/alertSystolicAbove, 30, 300",
        "/limits/alertDiastolicAbove, 10, 200",
        "/limits/alertSystolicBelow, 30, 300",
        "/limits/alertSystolicRisePercent, 1, 200",
        "/limits/alertHeartRateAbove, 10, 300",
        "/limits/alertHeartRateBelow, 10, 300",
        "/limits/warnSpo2Below, 20, 100",
        "/limits/alertSpo2Below, 20, 100",
        "/limits/alertRespiratoryRateBelow, 0, 80",
        "/limits/alertRespiratoryRateAbove, 0, 80",
        "/limits/alertSedationAtMost, 0, 5",
        "/dischargeLimits/vitalsWithinMinutes, 1, 240",
        "/dischargeLimits/withinPercentOfBaseline, 1, 100",
        "/dischargeLimits/orSystolicBelow, 30, 300",
        "/dischargeLimits/orDiastolicBelow, 10, 200",
        "/dischargeLimits/spo2AtLeast, 20, 100",
        "/limits/alertCadssAbove, 0, 92",
        "/limits/alertCadss6Above, 0, 24",
        "/ageFrom, 0, 120",
        "/ageTo, 0, 120",
        "/weightWarnPercent, 1, 100",
        "/weightHoldPercent, 1, 100",
        "/historyDays, 0, 3650"
    })
    void takesWholeNumbersFromTheLeastToTheMost(String pointer, int least, int most) {
        assertThat(refused(IV, pointer, least - 1)).containsExactly(pointer);
        assertThat(refused(IV, pointer, least)).isEmpty();
        assertThat(refused(IV, pointer, most)).isEmpty();
        assertThat(refused(IV, pointer, most + 1)).containsExactly(pointer);
        assertThat(refused(IV, pointer, -1 - most)).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource({
        "/dose/mgPerKg, 0.001, 10, 10.001, 0.0005",
        "/dose/warnAboveMgPerKg, 0.001, 10, 10.001, 0.0015",
        "/dose/refuseAboveMgPerKg, 0.001, 10, 10.001, 0.0015",
        "/dose/maxMg, 0.01, 1000, 1000.01, 0.015",
        "/dose/refuseAboveMgPerKgPerHour, 0.1, 10, 10.001, 0.1005"
    })
    void takesDosesOfSoManyDecimals(String pointer, String least, String most, String tooMuch, String tooExact) {
        assertThat(refused(IV, pointer, "0")).containsExactly(pointer);
        assertThat(refused(IV, pointer, "-" + least)).containsExactly(pointer);
        assertThat(refused(IV, pointer, least)).isEmpty();
        assertThat(refused(IV, pointer, most)).isEmpty();
        assertThat(refused(IV, pointer, tooMuch)).containsExactly(pointer);
        assertThat(refused(IV, pointer, tooExact)).containsExactly(pointer);
    }

    /** Over 20 hours 0.01 mg are 0.0005 mg/h, which is 0.001 mg/h to three decimals; over more they are none. */
    @ParameterizedTest
    @CsvSource({"0.01, 1200, true", "0.01, 1201, false", "0.02, 1440, true"})
    void takesAnInfusionThatAPumpCanRun(String mg, int minutes, boolean taken) {
        var expected = taken ? List.<String>of() : List.of("/infusionMinutes");
        var capped = IV.replace("\"infusionMinutes\": 1,", "\"infusionMinutes\": %d,".formatted(minutes));
        var fixed = capped.replace("\"mgPerKg\": 0.001", "\"mg\": " + mg);

        assertThat(refused(capped, "/dose/maxMg", mg)).containsExactlyElementsOf(expected);
        assertThat(refused(fixed)).containsExactlyElementsOf(expected);
    }

    @Test
    void takesAFixedDoseOfTwoDecimals() {
        assertThat(refused(FIXED, "/dose/mg", "0")).containsExactly("/dose/mg");
        assertThat(refused(FIXED, "/dose/mg", "0.01")).isEmpty();
        assertThat(refused(FIXED, "/dose/mg", "1000")).isEmpty();
        assertThat(refused(FIXED, "/dose/mg", "1000.01")).containsExactly("/dose/mg");
        assertThat(refused(FIXED, "/dose/mg", "0.015")).containsExactly("/dose/mg");
    }

    @ParameterizedTest
    @CsvSource({
        "warnSystolicAbove, holdSystolicAbove",
        "holdSystolicAbove, alertSystolicAbove",
        "warnSystolicAbove, alertSystolicAbove",
        "warnDiastolicAbove, holdDiastolicAbove",
        "holdDiastolicAbove, alertDiastolicAbove",
        "warnDiastolicAbove, alertDiastolicAbove",
        "alertSystolicBelow, holdSystolicBelow",
        "alertHeartRateBelow, holdHeartRateBelow",
        "holdHeartRateAbove, alertHeartRateAbove",
        "alertSpo2Below, warnSpo2Below",
        "alertSpo2Below, holdSpo2Below"
    })
    void oneLimitIsNotAboveAnother(String lower, String upper) {
        assertThat(refused(limits(lower, 49, upper, 50))).isEmpty();
        assertThat(refused(limits(lower, 50, upper, 50))).isEmpty();
        assertThat(refused(limits(lower, 51, upper, 50))).containsExactly("/limits/" + lower);
    }

    @ParameterizedTest
    @CsvSource({
        "holdSystolicBelow, holdSystolicAbove",
        "alertSystolicBelow, alertSystolicAbove",
        "holdSystolicBelow, warnSystolicAbove",
        "holdHeartRateBelow, holdHeartRateAbove",
        "alertHeartRateBelow, alertHeartRateAbove",
        "alertRespiratoryRateBelow, alertRespiratoryRateAbove"
    })
    void aLowLimitIsBelowAHighOne(String low, String high) {
        assertThat(refused(limits(low, 49, high, 50))).isEmpty();
        assertThat(refused(limits(low, 50, high, 50))).containsExactly("/limits/" + low);
        assertThat(refused(limits(low, 51, high, 50))).containsExactly("/limits/" + low);
    }

    @Test
    void dosesThatWarnAndRefuseAreInOrder() {
        assertThat(refused(dose("\"mgPerKg\": 0.5, \"warnAboveMgPerKg\": 0.5, \"refuseAboveMgPerKg\": 0.5")))
                .isEmpty();
        assertThat(refused(dose("\"mgPerKg\": 0.501, \"warnAboveMgPerKg\": 0.5")))
                .containsExactly("/dose/mgPerKg");
        assertThat(refused(dose("\"mgPerKg\": 0.501, \"refuseAboveMgPerKg\": 0.5")))
                .containsExactly("/dose/mgPerKg");
        assertThat(refused(dose("\"mgPerKg\": 0.1, \"warnAboveMgPerKg\": 0.501, \"refuseAboveMgPerKg\": 0.5")))
                .containsExactly("/dose/warnAboveMgPerKg");
    }

    @Test
    void aDoseIsEitherPerKilogramOrFixed() {
        assertThat(refused(dose(""))).containsExactly("/dose");
        assertThat(refused(dose("\"maxMg\": 100"))).containsExactly("/dose");
        assertThat(refused(dose("\"mgPerKg\": 0.5, \"mg\": null"))).isEmpty();
        assertThat(refused(dose("\"mg\": 50, \"weightWithinDays\": 30, \"warnDifferencePercent\": 5")))
                .isEmpty();
        for (var other : List.of("mgPerKg", "warnAboveMgPerKg", "refuseAboveMgPerKg", "maxMg")) {
            assertThat(refused(dose("\"mg\": 50, \"%s\": 1".formatted(other)))).containsExactly("/dose/" + other);
        }
    }

    @Test
    void theSprayComesInStepsOf28() {
        for (var mg : List.of(28, 56, 84)) {
            assertThat(refused(SPRAY, "/dose/mg", mg)).isEmpty();
        }
        for (var mg : List.of("27.99", "28.01", "42", "83.99", "84.01", "112")) {
            assertThat(refused(SPRAY, "/dose/mg", mg)).containsExactly("/dose/mg");
        }
        assertThat(refused(SPRAY.replace("ESKETAMINE", "KETAMINE"), "/dose/mg", 42))
                .isEmpty();
        assertThat(refused(SPRAY.replace("INTRANASAL", "SUBCUTANEOUS"), "/dose/mg", 42))
                .isEmpty();
    }

    @Test
    void aFixedDoseMayHaveOptions() {
        assertThat(refused(dose("\"mg\": 50, \"options\": []"))).isEmpty();
        assertThat(refused(dose("\"mg\": 50, \"options\": [25, 50.0, 75.5], \"firstSessionWarnAboveMg\": 50")))
                .isEmpty();
        assertThat(refused(dose("\"mg\": 50, \"options\": [50, 25]"))).containsExactly("/dose/options");
        assertThat(refused(dose("\"mg\": 50, \"options\": [50, 50.0]"))).containsExactly("/dose/options");
        assertThat(refused(dose("\"mg\": 50, \"options\": [25, 75]"))).containsExactly("/dose/options");
        assertThat(refused(dose("\"mg\": 50, \"options\": [0, 50, 1000.01, null]")))
                .containsExactly("/dose/options/0", "/dose/options/2", "/dose/options/3");
        assertThat(refused(dose("\"mg\": 50, \"firstSessionWarnAboveMg\": 0")))
                .containsExactly("/dose/firstSessionWarnAboveMg");
        for (var member : List.of("\"options\": [50]", "\"fromAge\": [{\"age\": 65, \"mg\": 28}]")) {
            assertThat(refused(dose("\"mgPerKg\": 0.5, " + member)))
                    .containsExactly("/dose/" + member.substring(1, member.indexOf('"', 1)));
        }
        assertThat(refused(dose("\"mgPerKg\": 0.5, \"firstSessionWarnAboveMg\": 50")))
                .containsExactly("/dose/firstSessionWarnAboveMg");
    }

    @Test
    void optionsOfTheSprayAreWholeSprays() {
        assertThat(refused(SPRAY, "/dose/options", "[28, 56, 84]")).isEmpty();
        assertThat(refused(SPRAY, "/dose/options", "[30, 56, 112]"))
                .containsExactly("/dose/options/0", "/dose/options/2");
        assertThat(refused(SPRAY.replace("ESKETAMINE", "KETAMINE"), "/dose/options", "[30, 56, 112]"))
                .isEmpty();
    }

    @Test
    void theDoseFromAnAgeIsAnOption() {
        assertThat(refused(SPRAY, "/dose/fromAge", "[{\"age\": 65, \"mg\": 56}]"))
                .isEmpty();
        assertThat(refused(SPRAY, "/dose/fromAge", "[{\"age\": 65, \"mg\": 28}]"))
                .containsExactly("/dose/fromAge/0/mg");
        var spray = with(SPRAY, "/dose/options", "[28, 56, 84]");
        assertThat(refused(spray, "/dose/fromAge", "[{\"age\": 0, \"mg\": 84}, {\"age\": 65, \"mg\": 28}]"))
                .isEmpty();
        assertThat(refused(spray, "/dose/fromAge", "[{\"age\": 65, \"mg\": 28}, {\"age\": 65, \"mg\": 28}]"))
                .containsExactly("/dose/fromAge");
        assertThat(refused(spray, "/dose/fromAge", "[{\"age\": 121, \"mg\": 28}, {\"age\": -1}, null]"))
                .containsExactly("/dose/fromAge/0/age", "/dose/fromAge/1/age", "/dose/fromAge/1/mg", "/dose/fromAge/2");
    }

    @Test
    void agesAndChangesOfWeightAreInOrder() {
        assertThat(refused(with(IV, "/ageFrom", "18"), "/ageTo", 18)).isEmpty();
        assertThat(refused(with(IV, "/ageFrom", "18"), "/ageTo", 17)).containsExactly("/ageFrom");
        assertThat(refused(with(IV, "/weightWarnPercent", "10"), "/weightHoldPercent", 10))
                .isEmpty();
        assertThat(refused(with(IV, "/weightWarnPercent", "10"), "/weightHoldPercent", 9))
                .containsExactly("/weightWarnPercent");
    }

    @Test
    void phasesAreInOrderAndDoNotOverlap() {
        assertThat(refused(IV, "/schedule", "{}")).isEmpty();
        assertThat(refused(phases("[1, 4], 2", "[5, 5], 1", "[9], 1"))).isEmpty();
        assertThat(refused(phases("[1, 520], 7"))).isEmpty();
        assertThat(refused(phases("[1, 4], 2", "[4, 8], 1"))).containsExactly("/schedule/phases/1/weeks");
        assertThat(refused(phases("[5, 8], 2", "[1, 4], 1"))).containsExactly("/schedule/phases/1/weeks");
        assertThat(refused(phases("[1], 2", "[5, 8], 1"))).containsExactly("/schedule/phases/1/weeks");
        assertThat(refused(phases("[4, 1], 2"))).containsExactly("/schedule/phases/0/weeks");
        assertThat(refused(phases("[0, 521], 8")))
                .containsExactly(
                        "/schedule/phases/0/perWeek", "/schedule/phases/0/weeks/0", "/schedule/phases/0/weeks/1");
        assertThat(refused(phases("[], 1", "[1, 2, 3], 1")))
                .containsExactly("/schedule/phases/0/weeks", "/schedule/phases/1/weeks");
    }

    @Test
    void aPhaseCountsEitherSessionsOrDays() {
        var phase = "{\"phases\": [{\"weeks\": [1]%s}]}";
        assertThat(refused(IV, "/schedule", phase.formatted(", \"everyDays\": 365")))
                .isEmpty();
        assertThat(refused(IV, "/schedule", phase.formatted(""))).containsExactly("/schedule/phases/0");
        assertThat(refused(IV, "/schedule", phase.formatted(", \"everyDays\": 14, \"perWeek\": 1")))
                .containsExactly("/schedule/phases/0");
        assertThat(refused(IV, "/schedule", phase.formatted(", \"everyDays\": 366")))
                .containsExactly("/schedule/phases/0/everyDays");
    }

    @Test
    void readingsMayRequireMeasurements() {
        assertThat(refused(IV, "/monitoring/requires", "[\"SPO2\", \"BLOOD_PRESSURE\"]"))
                .isEmpty();
        assertThat(refused(IV, "/monitoring/requires", "[\"SPO2\", \"SPO2\"]")).containsExactly("/monitoring/requires");
        assertThat(refused(IV, "/monitoring/requires", "[null]")).containsExactly("/monitoring/requires/0");
        var minutes = "/monitoring/requiresBloodPressureAtMinutes";
        assertThat(refused(IV, minutes, "[0, 40, 1440]")).isEmpty();
        assertThat(refused(IV, minutes, "[40, 40]")).containsExactly(minutes);
        assertThat(refused(IV, minutes, "[40, 30]")).containsExactly(minutes);
        assertThat(refused(IV, minutes, "[-1, 1441]")).containsExactly(minutes + "/0", minutes + "/1");
    }

    @Test
    void aRateIsOfAnInfusion() {
        var bolus = IV.replace("\"infusionMinutes\": 1,", "");
        assertThat(refused(bolus, "/dose/refuseAboveMgPerKgPerHour", 1))
                .containsExactly("/dose/refuseAboveMgPerKgPerHour");
        assertThat(refused(FIXED, "/dose/refuseAboveMgPerKgPerHour", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IM", "INTRANASAL", "SUBLINGUAL", "ORAL"})
    void onlySomeRoutesAreInfusions(String route) {
        assertThat(refused(IV.replace("\"IV\"", "\"%s\"".formatted(route)))).containsExactly("/infusionMinutes");
        assertThat(refused(IV.replace("\"IV\"", "\"SUBCUTANEOUS\""))).isEmpty();
    }

    @Test
    void whatConcernsAnInfusionNeedsOne() {
        var bolus = IV.replace("\"infusionMinutes\": 1,", "");
        assertThat(refused(bolus)).isEmpty();
        assertThat(refused(bolus, "/warnInfusionMinutesAbove", 60)).containsExactly("/warnInfusionMinutesAbove");
        assertThat(refused(bolus, "/monitoring/everyMinutesDuringInfusion", 10))
                .containsExactly("/monitoring/everyMinutesDuringInfusion");
        var forty = IV.replace("\"infusionMinutes\": 1,", "\"infusionMinutes\": 40,");
        assertThat(refused(forty, "/warnInfusionMinutesAbove", 40)).isEmpty();
        assertThat(refused(forty, "/warnInfusionMinutesAbove", 39)).containsExactly("/warnInfusionMinutesAbove");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "drug", "route", "dose", "plannedSessions", "minDaysBetweenSessions"})
    void someMembersAreNeeded(String member) {
        assertThat(refused(IV, "/" + member, "null")).containsExactly("/" + member);
    }

    @Test
    void aNameHas1To200Characters() {
        assertThat(refused(IV, "/name", text("n".repeat(200)))).isEmpty();
        assertThat(refused(IV, "/name", text("n".repeat(201)))).containsExactly("/name");
        assertThat(refused(IV, "/name", text(" "))).containsExactly("/name");
    }

    @Test
    void nothingIsAskedTwice() {
        assertThat(refused(IV, "/clearances", "[\"CONSENT\", \"BLOOD_WORK\"]")).isEmpty();
        assertThat(refused(IV, "/clearances", "[\"ECG\", {\"kind\": \"ECG\", \"at\": \"EACH_SESSION\"}]"))
                .isEmpty();
        assertThat(refused(IV, "/clearances", "[\"ECG\", {\"kind\": \"ECG\", \"validDays\": 30}]"))
                .containsExactly("/clearances");
        assertThat(refused(IV, "/clearances", "[\"CONSENT\", \"BLOOD_WORK\", \"CONSENT\"]"))
                .containsExactly("/clearances");
        assertThat(refused(IV, "/discharge", "[\"ORIENTED\", \"ORIENTED\"]")).containsExactly("/discharge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "iv-ketamine-0.5", "a.", "a-"})
    void aCodeIsPlain(String code) {
        assertThat(refusedAt(code, IV)).isEmpty();
        assertThat(refusedAt(code, with(IV, "/code", text(code)))).isEmpty();
        assertThat(refusedAt(code, with(IV, "/code", text(code + "x")))).containsExactly("/code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a", ".a", "a_b", "a b", "a~b", "ä", "a\n"})
    void aCodeOfOtherFormIsRefused(String code) {
        assertThat(refusedAt(code, IV)).containsExactly("/code");
    }

    @Test
    void aCodeHasAtMost64Characters() {
        assertThat(refusedAt("a".repeat(64), IV)).isEmpty();
        assertThat(refusedAt("a".repeat(65), IV)).containsExactly("/code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/name", "/dose", "/dose/mgPerKg", "/clearances/0"})
    void aSourceNamesWhatIsThere(String pointer) {
        assertThat(refused(sources(text(pointer) + ": \"S\""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "/nothing",
                "/clearances/1",
                "/clearances/-",
                "/dose/weightWithinDays",
                "/limits",
                "/code",
                "/dose/",
                "/name/0",
                "#/name",
                "/dose.mgPerKg"
            })
    void aSourceOfNothingIsRefused(String pointer) {
        assertThat(refused(sources(text(pointer) + ": \"S\""))).containsExactly("/sources");
    }

    @Test
    void aSourceHas1To500Characters() {
        assertThat(refused(sources("\"/name\": " + text("s".repeat(500))))).isEmpty();
        assertThat(refused(sources("\"/name\": " + text("s".repeat(501))))).containsExactly("/sources/~1name");
        assertThat(refused(sources("\"/name\": \" \""))).containsExactly("/sources/~1name");
        assertThat(refused(sources("\"/name\": null, \"/nothing\": null"))).isEmpty();
    }

    @Test
    void thereAreAtMost100Sources() {
        assertThat(refused(sources(members(100)))).containsExactly("/sources");
        assertThat(broken(sources(members(100)))).isEmpty();
        assertThat(broken(sources(members(101)))).containsExactly("/sources");
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        assertThat(refused(limits("warnSystolicAbove", 29, "warnDiastolicAbove", 201)))
                .containsExactly("/limits/warnDiastolicAbove", "/limits/warnSystolicAbove");
        assertThat(refusedAt(
                        "A",
                        limits("warnSystolicAbove", 170, "holdSystolicAbove", 160)
                                .replace("IV", "IM")))
                .containsExactly("/code", "/infusionMinutes", "/limits/warnSystolicAbove");
    }

    @Test
    void whatIsNullIsAbsent() {
        var rules = read("""
                {"code": null, "name": "N", "drug": "KETAMINE", "route": "IM", "dose": {"mgPerKg": 0.5, "maxMg": null,
                 "weightWithinDays": null}, "infusionMinutes": null, "plannedSessions": 6, "minDaysBetweenSessions": 0,
                 "clearances": null, "monitoring": null, "limits": null, "discharge": null,
                 "dischargeLimits": {"spo2AtLeast": null}, "sources": null}""").rules();

        assertThat(rules.dose().weightWithinDays()).isEqualTo(30);
        assertThat(rules.dose().warnDifferencePercent()).isEqualTo(5);
        assertThat(rules.clearances()).isEmpty();
        assertThat(rules.monitoring()).isEqualTo(Monitoring.NONE);
        assertThat(rules.limits()).isEqualTo(Limits.NONE);
        assertThat(rules.dischargeLimits()).isEqualTo(DischargeLimits.DEFAULT);
        assertThat(rules.sources()).isEmpty();
        assertThat(rules.dose().options()).isEmpty();
        assertThat(rules.dose().fromAge()).isEmpty();
        assertThat(rules.schedule()).isEqualTo(SchedulePlan.NONE);
        assertThat(rules.suicideRisk()).isEqualTo(SuicideRisk.OFF);
    }

    private static String limits(String one, int value, String other, int otherValue) {
        return with(IV, "/limits", "{\"%s\": %d, \"%s\": %d}".formatted(one, value, other, otherValue));
    }

    private static String dose(String members) {
        return with(IV, "/dose", "{" + members + "}");
    }

    /** Phases of weeks and sessions a week. */
    private static String phases(String... phases) {
        var members = Stream.of(phases)
                .map(phase -> "{\"weeks\": %s}".formatted(phase.replace("], ", "], \"perWeek\": ")))
                .collect(Collectors.joining(", "));
        return with(IV, "/schedule", "{\"phases\": [" + members + "]}");
    }

    private static String sources(String members) {
        return with(with(IV, "/clearances", "[\"CONSENT\"]"), "/sources", "{" + members + "}");
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj("\"/%d\": \"S\""::formatted).collect(Collectors.joining(", "));
    }

    private static String text(String content) {
        return JSON.getNodeFactory().textNode(content).toString();
    }

    private static Set<String> refused(String body, String pointer, Object value) {
        return refused(with(body, pointer, value.toString()));
    }

    private static Set<String> refused(String body) {
        return refusedAt("zz", body);
    }

    /** The pointers that the refusal names; none where the body is taken. */
    static Set<String> refusedAt(String code, String body) {
        var broken = broken(body);
        if (!broken.isEmpty()) {
            return broken;
        }
        var request = read(body);
        try {
            request.check(code, JSON.valueToTree(request));
            return Set.of();
        } catch (ProblemException refusal) {
            return Problem.of(refusal, "").errors().stream()
                    .map(FieldError::pointer)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> broken(String body) {
        return VALIDATOR.validate(read(body)).stream()
                .map(violation -> "/"
                        + violation
                                .getPropertyPath()
                                .toString()
                                .replace(".<list element>", "")
                                .replaceAll("\\[(\\d+)]", "/$1")
                                .replace('.', '/'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String with(String body, String pointer, String value) {
        try {
            var place = JsonPointer.compile(pointer);
            var json = (ObjectNode) JSON.readTree(body);
            json.withObject(place.head()).set(place.last().getMatchingProperty(), JSON.readTree(value));
            return json.toString();
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    private static DefineProtocol read(String body) {
        try {
            return JSON.readValue(body, DefineProtocol.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }
}
