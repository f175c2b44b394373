package org.sextant.exchange.fhir.map.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;

/**
 * The parts of a reading, each an Observation of its own, with the column of its value. The id of the Observation is the
 * id of the reading, a dot and {@link #part()}.
 */
public enum VitalSign {
    BP("systolic", "blood-pressure", loinc("85354-9", "Blood pressure panel with all children optional"), null, null),
    MAP("systolic", "vital-signs", loinc("8478-0", "Mean blood pressure"), "mmHg", "mm[Hg]"),
    HR("heart_rate", "heart-rate", loinc("8867-4", "Heart rate"), "beats/min", "/min"),
    RR("respiratory_rate", "respiratory-rate", loinc("9279-1", "Respiratory rate"), "breaths/min", "/min"),
    SPO2("spo2", "pulse-oximetry", saturation(), "%", "%"),
    TEMP("temperature_c", "body-temperature", loinc("8310-5", "Body temperature"), "Cel", "Cel"),
    SEDATION(
            "sedation",
            "observation-clinical-result",
            List.of(Coding.own("scale", "moaa-s", "Modified Observer's Assessment of Alertness/Sedation")),
            null,
            null),
    PAIN(
            "pain",
            "observation-screening-assessment",
            loinc("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"),
            "score",
            "{score}");

    private final String column;
    private final String profile;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<Coding> codes;

    private final String unit;
    private final String unitCode;

    VitalSign(String column, String profile, List<Coding> codes, String unit, String unitCode) {
        this.column = column;
        this.profile = profile;
        this.codes = codes;
        this.unit = unit;
        this.unitCode = unitCode;
    }

    private static List<Coding> loinc(String code, String display) {
        return List.of(Coding.loinc(code, display));
    }

    /** US Core asks for both codes. */
    private static List<Coding> saturation() {
        return List.of(
                Coding.loinc("59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry"),
                Coding.loinc("2708-6", "Oxygen saturation in Arterial blood"));
    }

    /** The sign with this part of an id. */
    static Optional<VitalSign> of(String part) {
        return Arrays.stream(values()).filter(sign -> sign.part().equals(part)).findFirst();
    }

    /** The part of the id behind the dot. */
    public String part() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column with the value, or with one of its two values. */
    public String column() {
        return column;
    }

    public List<Coding> codes() {
        return codes;
    }

    /** The category of the Observation. */
    public Coding category() {
        return switch (this) {
            case SEDATION -> Coding.hl7("observation-category", "exam", "Exam");
            case PAIN -> Coding.hl7("observation-category", "survey", "Survey");
            default -> Coding.hl7("observation-category", "vital-signs", "Vital Signs");
        };
    }

    String profile() {
        return Canon.US_CORE + profile;
    }

    /** The unit in words; null where the value has none of its own. */
    String unit() {
        return unit;
    }

    /** The unit in UCUM; null where the value has none of its own. */
    String unitCode() {
        return unitCode;
    }
}
