package org.sextant.rules.protocol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.sextant.web.Text;
import org.sextant.web.problem.Violations;

/**
 * The complete rules of the next revision of a protocol. An absent member is not set, or has its default.
 *
 * @param code where present, equal to the code in the path
 * @param infusionMinutes the duration of the infusion, minutes; only for a route that allows an infusion
 * @param warnInfusionMinutesAbove an infusion longer than this gives a warning, minutes
 * @param plannedSessions the number of sessions of a course, where the course does not set its own
 * @param minDaysBetweenSessions the minimum time from a start to the start of the patient's next session, days
 * @param ageFrom the lowest age of a patient, years, 0 to 120; null where the protocol sets no limit
 * @param ageTo the highest age of a patient, years, 0 to 120; null where the protocol sets no limit
 * @param weightWarnPercent a change of the weight above this gives a warning, %, 1 to 100
 * @param weightHoldPercent a change of the weight above this blocks the start, %, 1 to 100
 * @param historyDays how far a record may lie before the plan of the course without being marked as historic, days
 * @param suicideRisk what an unreviewed risk of suicide does at the start; OFF where absent
 * @param sources the source of a value, by the JSON pointer of the value in this body
 */
@Schema(example = """
                {"name": "IV ketamine 0.5 mg/kg over 40 min", "drug": "KETAMINE", "route": "IV",
                 "dose": {"mgPerKg": 0.5, "warnAboveMgPerKg": 1.0, "refuseAboveMgPerKg": 1.5, "maxMg": 100},
                 "infusionMinutes": 40, "warnInfusionMinutesAbove": 60, "plannedSessions": 6, "minDaysBetweenSessions": 2,
                 "clearances": ["PSYCHIATRIC_EVALUATION", "PHYSICAL_EXAM", "BLOOD_WORK", "CONSENT"],
                 "monitoring": {"baselineWithinMinutes": 30, "everyMinutesDuringInfusion": 10, "everyMinutesAfter": 15,
                                "graceMinutes": 5, "observeMinutes": 60},
                 "limits": {"holdSystolicAbove": 160, "alertSystolicAbove": 180},
                 "discharge": ["OBSERVATION_COMPLETE", "VITALS_NEAR_BASELINE", "ORIENTED", "ESCORT_PRESENT"],
                 "sources": {"/limits/holdSystolicAbove": "Our anaesthesia committee, 2026-02-03"}}\
                """)
@JsonIgnoreProperties("lacks") // What a client read can be sent back.
public record DefineProtocol(
        @Schema(description = "The code in the path, where it is given")
        String code,

        @NotBlank @Size(max = 200) String name,
        @NotNull Drug drug,
        @NotNull Route route,
        @NotNull @Valid DoseRule dose,
        @Min(1) @Max(1440) Integer infusionMinutes,
        @Min(1) @Max(1440) Integer warnInfusionMinutesAbove,
        @NotNull @Min(1) @Max(60) Integer plannedSessions,
        @NotNull @Min(0) @Max(365) Integer minDaysBetweenSessions,
        @Schema(description = "years") @Min(0) @Max(120) Integer ageFrom,
        @Schema(description = "years") @Min(0) @Max(120) Integer ageTo,
        @Schema(description = "%") @Min(1) @Max(100) Integer weightWarnPercent,
        @Schema(description = "%") @Min(1) @Max(100) Integer weightHoldPercent,
        @Schema(description = "days") @Min(0) @Max(3650) Integer historyDays,
        SuicideRisk suicideRisk,
        @Valid SchedulePlan schedule,
        List<@NotNull @Valid RequiredClearance> clearances,
        @Valid Monitoring monitoring,
        @Valid Limits limits,
        @UniqueElements List<@NotNull DischargeCriterion> discharge,
        @Valid DischargeLimits dischargeLimits,
        @Size(max = 100) Map<String, String> sources) {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    private static final int MAX_SOURCE = 500;
    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);

    /** A rate below this rounds to 0 at the three decimals that are stored, mg/h. */
    private static final BigDecimal SLOWEST = new BigDecimal("0.0005");

    public DefineProtocol {
        if (sources != null) {
            sources = new LinkedHashMap<>(sources);
            sources.values().removeIf(Objects::isNull);
        }
    }

    /** The rules of the new revision. */
    public Rules rules() {
        return new Rules(
                name,
                drug,
                route,
                dose,
                infusionMinutes,
                warnInfusionMinutesAbove,
                plannedSessions,
                minDaysBetweenSessions,
                ageFrom,
                ageTo,
                weightWarnPercent,
                weightHoldPercent,
                historyDays,
                suicideRisk,
                schedule,
                clearances,
                monitoring,
                limits,
                discharge,
                dischargeLimits,
                sources);
    }

    /**
     * Refuses rules that contradict each other although each value is in its range.
     *
     * @param path the code in the path
     * @param body this request as JSON, to resolve the JSON pointers of {@link #sources()}
     * @throws org.sextant.web.problem.ProblemException 422 with all violations
     */
    public void check(String path, JsonNode body) {
        var violations = new Violations()
                .rejectIf(
                        !CODE.matcher(path).matches(),
                        "/code",
                        "must have 1 to 64 characters a-z, 0-9, dot or hyphen, the first a letter or a digit")
                .rejectIf(code != null && !code.equals(path), "/code", "must be the code in the path");
        checkInfusion(violations);
        dose.check(drug, route, violations);
        checkPatient(violations);
        checkGroups(violations);
        if (sources != null) {
            checkSources(body, violations);
        }
        violations.refuse();
    }

    private void checkPatient(Violations violations) {
        Placed.checkOrder(
                List.of(
                        new Placed<>("/weightWarnPercent", weightWarnPercent),
                        new Placed<>("/weightHoldPercent", weightHoldPercent)),
                violations);
        Placed.checkOrder(List.of(new Placed<>("/ageFrom", ageFrom), new Placed<>("/ageTo", ageTo)), violations);
        violations.rejectIf(
                clearances != null
                        && clearances.stream()
                                        .map(one -> List.of(one.kind(), one.at()))
                                        .distinct()
                                        .count()
                                < clearances.size(),
                "/clearances",
                "must not name a kind twice at the same step");
    }

    private void checkGroups(Violations violations) {
        if (schedule != null) {
            schedule.check(violations);
        }
        if (monitoring != null) {
            monitoring.check(violations);
        }
        if (limits != null) {
            limits.check(violations);
        }
    }

    private void checkInfusion(Violations violations) {
        var infused = infusionMinutes != null;
        violations
                .rejectIf(infused && !route.allowsInfusion(), "/infusionMinutes", "is only for IV and SUBCUTANEOUS")
                .rejectIf(
                        infused && (isTooSlow(dose.mg()) || isTooSlow(dose.maxMg())),
                        "/infusionMinutes",
                        "is too long for so small a dose: the rate would be under 0.001 mg/h")
                .rejectIf(
                        !infused && warnInfusionMinutesAbove != null,
                        "/warnInfusionMinutesAbove",
                        "needs infusionMinutes")
                .rejectIf(
                        infused && warnInfusionMinutesAbove != null && warnInfusionMinutesAbove < infusionMinutes,
                        "/warnInfusionMinutesAbove",
                        "must not be below infusionMinutes")
                .rejectIf(
                        !infused && dose.refuseAboveMgPerKgPerHour() != null,
                        "/dose/refuseAboveMgPerKgPerHour",
                        "needs infusionMinutes")
                .rejectIf(
                        !infused && monitoring != null && monitoring.everyMinutesDuringInfusion() != null,
                        "/monitoring/everyMinutesDuringInfusion",
                        "needs infusionMinutes");
    }

    /**
     * True where the rate of this dose would round to 0. Only doses in mg need the check: the lightest patient weighs
     * 20 kg, so a dose in mg/kg is never that small.
     */
    private boolean isTooSlow(BigDecimal mostMg) {
        return mostMg != null
                && mostMg.multiply(MINUTES_PER_HOUR).compareTo(SLOWEST.multiply(BigDecimal.valueOf(infusionMinutes)))
                        < 0;
    }

    private void checkSources(JsonNode body, Violations violations) {
        violations.rejectIf(
                !sources.keySet().stream().allMatch(pointer -> names(pointer, body)),
                "/sources",
                "must be named by JSON pointers of members of this body");
        sources.forEach((pointer, source) -> violations.rejectIf(
                new Text(source).isBlank() || new Text(source).length() > MAX_SOURCE,
                "/sources/" + pointer.replace("~", "~0").replace("/", "~1"),
                "must have 1 to 500 characters"));
    }

    private static boolean names(String pointer, JsonNode body) {
        return pointer.startsWith("/") && !body.at(JsonPointer.compile(pointer)).isMissingNode();
    }
}
