package org.sextant.rules.safety;

import static org.sextant.rules.safety.Rule.Moment.DISCHARGE;
import static org.sextant.rules.safety.Rule.Moment.DOSE;
import static org.sextant.rules.safety.Rule.Moment.END;
import static org.sextant.rules.safety.Rule.Moment.START;

import java.util.List;

/** The rules of the steps: for each rule its effect, its input and the values of the protocol that it compares with. */
public enum Rule {
    BASELINE_TAKEN(
            START,
            "Refused unless a blood pressure was taken shortly before the start.",
            "the last reading with a blood pressure",
            "/monitoring/baselineWithinMinutes"),
    BASELINE_SYSTOLIC(
            START,
            "Refused above or below the hold limits; a warning above the warn limit, and where the pressure is older"
                    + " than a baseline may be or was not measured.",
            "the last systolic pressure before the start",
            "/limits/warnSystolicAbove",
            "/limits/holdSystolicAbove",
            "/limits/holdSystolicBelow"),
    BASELINE_DIASTOLIC(
            START,
            "Refused above the hold limit; a warning above the warn limit, and where the pressure is older than a"
                    + " baseline may be or was not measured.",
            "the last diastolic pressure before the start",
            "/limits/warnDiastolicAbove",
            "/limits/holdDiastolicAbove"),
    BASELINE_SPO2(
            START,
            "Refused below the hold limit; a warning where SpO2 is older than a baseline may be or was not measured.",
            "the last SpO2 before the start",
            "/limits/holdSpo2Below"),
    BASELINE_HEART_RATE(
            START,
            "Refused outside of the hold limits; a warning where the heart rate is older than a baseline may be or was"
                    + " not measured.",
            "the last heart rate before the start",
            "/limits/holdHeartRateBelow",
            "/limits/holdHeartRateAbove"),
    DOSE_LIMIT(
            START,
            "Refused above the refuse limit; a warning above the warn limit.",
            "mg/kg",
            "/dose/warnAboveMgPerKg",
            "/dose/refuseAboveMgPerKg"),
    DOSE_CAP(START, "A warning where the computed dose is reduced to the maximum.", "weight × mg/kg", "/dose/maxMg"),
    FIRST_DOSE(
            START,
            "A warning where the fixed dose of the patient's first session with the drug is above the limit.",
            "the dose, the patient's earlier sessions with the drug",
            "/dose/firstSessionWarnAboveMg"),
    WEIGHT_AGE(START, "Refused where the weight is too old.", "the time of the check-in", "/dose/weightWithinDays"),
    WEIGHT_CHANGE(
            START,
            "Refused where the weight differs by more than the hold limit from that of the patient's last check-in, in any"
                    + " course, of the 60 days before; a warning above the warn limit. A weight that staff have confirmed"
                    + " at the check-in passes. Names a weight that looks like pounds.",
            "the weights of this check-in and of the last",
            "/weightWarnPercent",
            "/weightHoldPercent"),
    AGE_LIMIT(
            START,
            "Refused below `ageFrom` and above `ageTo`, in whole years on the date of the clinic; the activation of the"
                    + " course is refused too.",
            "the patient's birth date",
            "/ageFrom",
            "/ageTo"),
    DAYS_BETWEEN_SESSIONS(
            START,
            "Refused where another session of the patient, in any course, is too near in time. Days of 24 hours,"
                    + " rounded to the nearest: a Wednesday morning is two days after a Monday noon.",
            "the start of the patient's nearest other session",
            "/minDaysBetweenSessions"),
    SUICIDE_RISK_OPEN(
            START,
            "Refused where the patient's last score that asks raises the flag of suicidal ideation, and in this course"
                    + " no prescriber has reviewed an answer as high with the decision CONTINUE; a warning after such a"
                    + " review, and only a warning where the protocol says WARN. Of the day of that score, the last"
                    + " score of each instrument counts.",
            "the answers that can raise the flag, the reviews of the alerts SUICIDAL_IDEATION",
            "/suicideRisk"),
    CLEARANCE_CURRENT(
            START,
            "Refused where a clearance that the protocol requires is missing, has expired or is NOT_CLEARED, at the"
                    + " activation of the course too; a warning where it is CONDITIONAL. The newest clearance of a kind"
                    + " counts. A positive pregnancy test refuses each later start; a refusal of another kind that the"
                    + " protocol does not require is a warning.",
            "the patient's clearances, the date in the clinic's time zone"),
    REMS_ENROLLED(
            START,
            "Refused unless the patient is enrolled in the REMS, where the protocol requires the clearance"
                    + " REMS_ENROLMENT.",
            "the patient's clearance REMS_ENROLMENT, the date in the clinic's time zone"),
    WEIGHT_CORRECTED(
            START,
            "A warning where the weight of the check-in was corrected after the start. The planned dose stays.",
            "the weight before and after the correction, plannedDoseMg"),
    DOSE_OPTION(
            START,
            "Forbids a fixed dose that is none of the protocol's. Only of a start that a tablet sends afterwards, which"
                    + " nothing refuses; as a step, such a dose is invalid.",
            "mg",
            "/dose/mg",
            "/dose/options"),
    DOSE_REASON(
            START,
            "A warning where mg/kg, or a fixed dose, differs from that of the course's last session and nobody says why."
                    + " Only of a start that a tablet sends afterwards; the step requires the reason.",
            "the dose, that of the course's last session, doseReason"),
    RATE_LIMIT(
            DOSE,
            "Refused above the limit; a rate that is not raised gives a warning. Only where the drug is infused.",
            "mg/h ÷ weight, of the start, of a rate and of a resumed infusion",
            "/dose/refuseAboveMgPerKgPerHour"),
    TOTAL_DOSE(
            DOSE,
            "Refused above the refuse limit; a warning above the warn limit, and above the refuse limit where a rate is"
                    + " not raised. Not for a fixed dose.",
            "(delivered + rate × minutes left of `infusionMinutes`, at least 1, + further doses) ÷ weight",
            "/dose/warnAboveMgPerKg",
            "/dose/refuseAboveMgPerKg"),
    INFUSION_DURATION(
            END,
            "A warning where the infusion took longer than the limit.",
            "the time from start to end",
            "/warnInfusionMinutesAbove"),
    ADMINISTERED_DOSE(
            END,
            "A warning where the administered dose differs from the planned dose by more than the limit, unless staff"
                    + " gave a reason for stopping early.",
            "administeredMg, plannedDoseMg",
            "/dose/warnDifferencePercent"),
    DELIVERED_DOSE(
            END,
            "A warning where the delivered dose differs from the administered dose by more than the limit.",
            "the rates of the infusion, administeredMg",
            "/dose/warnDifferencePercent"),
    ADMINISTERED_CORRECTED(
            END,
            "A warning where the administered dose was corrected after the end.",
            "administeredMg before and after the correction"),
    LOT_RECORDED(END, "A warning where the lot of the drug is not recorded.", "lot"),
    OBSERVATION_COMPLETE(
            DISCHARGE,
            "Refused before the observation time is over; it counts from the end of an infusion, or from a dose that is"
                    + " not infused.",
            "the time of the discharge",
            "/monitoring/observeMinutes"),
    VITALS_NEAR_BASELINE(
            DISCHARGE,
            "Refused without a recent blood pressure that is near the baseline, or below the absolute limits and not"
                    + " below the hold limit of the start; refused with an SpO2 below both its limit and its baseline;"
                    + " a warning where SpO2 was not measured.",
            "the last readings, and the last readings before the start",
            "/dischargeLimits/vitalsWithinMinutes",
            "/dischargeLimits/withinPercentOfBaseline",
            "/dischargeLimits/orSystolicBelow",
            "/dischargeLimits/orDiastolicBelow",
            "/dischargeLimits/spo2AtLeast",
            "/limits/holdSystolicBelow"),
    ORIENTED(DISCHARGE, "Refused unless staff state that the criterion is met.", "criteria"),
    AMBULATORY(DISCHARGE, "Refused unless staff state that the criterion is met.", "criteria"),
    SIDE_EFFECTS_SETTLED(
            DISCHARGE, "Refused while a side effect that is more than mild lasts.", "the session's side effects"),
    ESCORT_PRESENT(
            DISCHARGE,
            "Refused unless staff state that the criterion is met; a warning where no escort is named.",
            "criteria, the escort of the check-in or the discharge"),
    SEDATION_RESOLVED(
            DISCHARGE,
            "Refused unless a recent sedation (MOAA/S) is 5, and while DROWSINESS lasts, however mild.",
            "the last sedation, the session's side effects",
            "/dischargeLimits/vitalsWithinMinutes"),
    DISSOCIATION_RESOLVED(DISCHARGE, "Refused while DISSOCIATION lasts, however mild.", "the session's side effects"),
    BREATHING_NORMAL(
            DISCHARGE,
            "Refused without a recent respiratory rate within the alert limits and a recent SpO2 of at least the limit;"
                    + " refused while HYPOXIA, RESPIRATORY_DEPRESSION, APNOEA or LARYNGOSPASM lasts, however mild.",
            "the last respiratory rate and SpO2, the session's side effects",
            "/dischargeLimits/vitalsWithinMinutes",
            "/dischargeLimits/spo2AtLeast",
            "/limits/alertRespiratoryRateBelow",
            "/limits/alertRespiratoryRateAbove"),
    ALERTS_SEEN(DISCHARGE, "Refused while a CRITICAL alert of the session is OPEN.", "the alerts of the session"),
    SUICIDE_RISK_REVIEWED(
            DISCHARGE,
            "Like SUICIDE_RISK_OPEN, but the decisions DEFER and REFERRED let the patient go home; EMERGENCY does not.",
            "the answers that can raise the flag, the reviews of the alerts SUICIDAL_IDEATION");

    /** The step at which a rule is evaluated. */
    public enum Moment {
        START,
        /** The start, a rate, a resumed infusion and a further dose. */
        DOSE,
        END,
        DISCHARGE
    }

    private final Moment moment;
    private final String effect;
    private final String input;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<String> limits;

    Rule(Moment moment, String effect, String input, String... limits) {
        this.moment = moment;
        this.effect = effect;
        this.input = input;
        this.limits = List.of(limits);
    }

    public Moment moment() {
        return moment;
    }

    /** What the rule does, in one or two sentences. */
    public String effect() {
        return effect;
    }

    /** The input that the rule evaluates. */
    public String input() {
        return input;
    }

    /** The source of a rule that no protocol sets; null for all other rules. */
    String ownSource() {
        return switch (this) {
            case LOT_RECORDED -> "Sextant: a controlled drug is accounted for by its lot";
            case WEIGHT_CORRECTED, ADMINISTERED_CORRECTED ->
                "Sextant: a verdict from before a correction stays as it was";
            case DOSE_REASON -> "Sextant: whoever changes a dose says why";
            default -> null;
        };
    }

    /** JSON pointers of the values of the protocol that the rule compares with. */
    public List<String> limits() {
        return limits;
    }
}
