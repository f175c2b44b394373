package org.sextant.rules.safety;

import java.util.List;

/** The kinds of alerts: for each kind its cause and the values of the protocol that it compares with. */
public enum AlertKind {
    SYSTOLIC_HIGH("a systolic pressure above the limit", "/limits/alertSystolicAbove"),
    DIASTOLIC_HIGH("a diastolic pressure above the limit", "/limits/alertDiastolicAbove"),
    SYSTOLIC_LOW("a systolic pressure below the limit", "/limits/alertSystolicBelow"),
    SYSTOLIC_RISE(
            "a systolic pressure after the start that is above the baseline by at least the limit in percent, on two"
                    + " consecutive readings with a pressure",
            "/limits/alertSystolicRisePercent"),
    HEART_RATE_HIGH("a heart rate above the limit", "/limits/alertHeartRateAbove"),
    HEART_RATE_LOW("a heart rate below the limit", "/limits/alertHeartRateBelow"),
    SPO2_LOW("an SpO2 below a limit", "/limits/warnSpo2Below", "/limits/alertSpo2Below"),
    RESPIRATORY_RATE_LOW("a respiratory rate below the limit", "/limits/alertRespiratoryRateBelow"),
    RESPIRATORY_RATE_HIGH("a respiratory rate above the limit", "/limits/alertRespiratoryRateAbove"),
    SEDATION_DEEP("a sedation (MOAA/S) at or below the limit", "/limits/alertSedationAtMost"),
    VITALS_OVERDUE(
            "no reading, or none of a measurement that the protocol requires, by its due time plus the grace period",
            "/monitoring/everyMinutesDuringInfusion",
            "/monitoring/everyMinutesAfter",
            "/monitoring/graceMinutes"),
    START_FORBIDDEN(
            "a start that a tablet sent afterwards although a rule of the start forbids it, without a reason of a"
                    + " prescriber"),
    DOSE_EXCEEDED("a dose that the patient got in all, in mg/kg, above the limit", "/dose/refuseAboveMgPerKg"),
    RATE_EXCEEDED(
            "a rate that a tablet sent afterwards although RATE_LIMIT or TOTAL_DOSE forbids it, without a reason of a"
                    + " prescriber",
            "/dose/refuseAboveMgPerKgPerHour",
            "/dose/refuseAboveMgPerKg"),
    SERIOUS_SIDE_EFFECT("a side effect that is serious or LIFE_THREATENING"),
    SEVERE_SIDE_EFFECT("a side effect of severity SEVERE that is not serious"),
    DISSOCIATION_DEEP(
            "a total on CADSS or CADSS-6 above its limit", "/limits/alertCadssAbove", "/limits/alertCadss6Above"),
    SUICIDAL_IDEATION("an assessment that raises the flag"),
    DISCHARGE_FORBIDDEN(
            "a discharge to the home that a tablet sent afterwards although a criterion of the protocol is not met,"
                    + " or not stated where staff must state it, without a reason of a prescriber"),
    UNPLANNED_DISCHARGE("a discharge of another disposition than HOME");

    private final String cause;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<String> limits;

    AlertKind(String cause, String... limits) {
        this.cause = cause;
        this.limits = List.of(limits);
    }

    /** What raises an alert of this kind. */
    public String cause() {
        return cause;
    }

    /** JSON pointers of the values of the protocol that this kind compares with. */
    public List<String> limits() {
        return limits;
    }

    /** True where readings of vital signs raise this kind. */
    public boolean ofReadings() {
        return switch (this) {
            case SYSTOLIC_HIGH,
                    DIASTOLIC_HIGH,
                    SYSTOLIC_LOW,
                    SYSTOLIC_RISE,
                    HEART_RATE_HIGH,
                    HEART_RATE_LOW,
                    SPO2_LOW,
                    RESPIRATORY_RATE_LOW,
                    RESPIRATORY_RATE_HIGH,
                    SEDATION_DEEP -> true;
            case VITALS_OVERDUE,
                    START_FORBIDDEN,
                    DOSE_EXCEEDED,
                    RATE_EXCEEDED,
                    SERIOUS_SIDE_EFFECT,
                    SEVERE_SIDE_EFFECT,
                    DISSOCIATION_DEEP,
                    SUICIDAL_IDEATION,
                    DISCHARGE_FORBIDDEN,
                    UNPLANNED_DISCHARGE -> false;
        };
    }
}
