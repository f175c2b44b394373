package org.sextant.rules.protocol;

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
import org.sextant.web.problem.Violations;

/**
 * The rules of a protocol as its next revision says them, whole: what is absent is not set, or has its default.
 *
 * @param code the one in the path, where it is given
 * @param infusionMinutes how long the drug runs, minutes; only for a route that can be an infusion
 * @param warnInfusionMinutesAbove an infusion longer than this is noted, minutes
 * @param plannedSessions how many sessions a course has, unless it says otherwise
 * @param minDaysBetweenSessions days from the start of one session to that of the patient's next
 * @param sources where a value comes from, by the JSON pointer of the value in this body
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
        @UniqueElements List<@NotNull ClearanceKind> clearances,
        @Valid Monitoring monitoring,
        @Valid Limits limits,
        @UniqueElements List<@NotNull DischargeCriterion> discharge,
        @Valid DischargeLimits dischargeLimits,
        @Size(max = 100) Map<String, String> sources) {

    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    private static final int MAX_SOURCE = 500;
    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);

    /** Under this a rate is 0 to the three decimals that are kept, mg/h. */
    private static final BigDecimal SLOWEST = new BigDecimal("0.0005");

    public DefineProtocol {
        if (sources != null) {
            sources = new LinkedHashMap<>(sources);
            sources.values().removeIf(Objects::isNull);
        }
    }

    /** What the revision will say. */
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
                clearances,
                monitoring,
                limits,
                discharge,
                dischargeLimits,
                sources);
    }

    /**
     * Refuses rules that contradict themselves, though each single value is in its range.
     *
     * @param path the code in the path
     * @param body this request as JSON, for the pointers of its sources
     * @throws org.sextant.web.problem.ProblemException 422 that names all of them
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
        if (limits != null) {
            limits.check(violations);
        }
        if (sources != null) {
            checkSources(body, violations);
        }
        violations.refuse();
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
                        !infused && monitoring != null && monitoring.everyMinutesDuringInfusion() != null,
                        "/monitoring/everyMinutesDuringInfusion",
                        "needs infusionMinutes");
    }

    /** Whatever the weight, mg/kg alone never comes to so little: the lightest patient has 20 kg. */
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
                source.isBlank() || source.length() > MAX_SOURCE,
                "/sources/" + pointer.replace("~", "~0").replace("/", "~1"),
                "must have 1 to 500 characters"));
    }

    private static boolean names(String pointer, JsonNode body) {
        return pointer.startsWith("/") && !body.at(JsonPointer.compile(pointer)).isMissingNode();
    }
}
