package org.sextant.compliance.rems;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.session.step.DrugClass;
import org.sextant.record.clinic.ClinicProfile;

/**
 * The items of the monitoring form. Unknown items are absent, and named in {@code missing}. {@link #toString()} hides the
 * items, so that no log line contains them.
 */
record RemsContent(
        @Schema(required = true, description = "The edition of the form")
        String formVersion,

        @Schema(required = true) boolean complete,

        @Schema(required = true, description = "What the form asks for and the chart does not have")
        List<String> missing,

        @Schema(required = true) Person patient,

        @Schema(
                description = "The patient's first treatment with esketamine, as staff say; false where the clinic"
                        + " treated the patient before")
        Boolean firstTreatment,

        @Schema(description = "In the REMS, by the clearance REMS_ENROLMENT")
        Boolean enrolled,

        @Schema(description = "Who conducted the treatment, as staff say")
        String provider,

        @Schema(description = "From the profile of the clinic; absent where the profile has no name")
        Setting setting,

        @Schema(required = true) Instant givenAt,

        @Schema(description = "mg that the patient got") BigDecimal doseMg,

        String lot,

        @Schema(description = "Absent where nobody asked, empty where there are none")
        List<DrugClass> concomitantMedications,

        @Schema(description = "From the dose to the discharge")
        Long monitoredMinutes,

        @Schema(description = "At least as long as the protocol asks for")
        Boolean monitoredLongEnough,

        @Schema(
                description = "From the dose to the first reading from which on the vital signs stayed near their"
                        + " baseline and side effects were over or mild")
        Long minutesUntilReady,

        @Schema(description = "From the dose until the patient was ready to leave, as staff say")
        Integer readyAfterMinutes,

        @Schema(
                description =
                        "The blood pressure before; as staff say, else true within the protocol's limits of a start")
        Boolean acceptableBefore,

        @Schema(
                description = "The blood pressure before the discharge; as staff say, else true within the protocol's"
                        + " limits of a discharge")
        Boolean acceptableAtCompletion,

        @Schema(required = true) BloodPressures bloodPressure,
        @Schema(required = true) Oximetry pulseOximetry,

        @Schema(required = true, description = "MOAA/S under 5, or DROWSINESS")
        Event sedation,

        @Schema(required = true, description = "DISSOCIATION")
        Event dissociation,

        @Schema(
                required = true,
                description = "HYPOXIA, or a respiratory rate or SpO2 under the protocol's alert limits")
        Event respiratoryDepression,

        @Schema(required = true) List<SeriousEvent> seriousAdverseEvents) {

    /** The patient of the form. */
    @Schema(name = "RemsPatient")
    record Person(
            @Schema(required = true) Name name,
            @Schema(required = true) LocalDate birthDate,
            @Schema(required = true) String sex) {

        @Override
        public String toString() {
            return "Person[hidden]";
        }
    }

    /** The name of the patient. */
    @Schema(name = "RemsName")
    record Name(
            @Schema(required = true) String family,
            @Schema(required = true) String given) {

        @Override
        public String toString() {
            return "Name[hidden]";
        }
    }

    /** The healthcare setting that gave the treatment. */
    @Schema(name = "RemsSetting")
    record Setting(
            @Schema(required = true) String name,
            String address,
            String phone,

            @Schema(description = "Of the setting in the REMS")
            String remsNumber) {

        /** Null where the clinic has no name. */
        static Setting of(ClinicProfile clinic) {
            return clinic.name() == null
                    ? null
                    : new Setting(clinic.name(), clinic.address(), clinic.phone(), clinic.remsNumber());
        }
    }

    /** The three blood pressures that the form asks for. */
    @Schema(name = "RemsBloodPressures")
    record BloodPressures(
            Pressure before,

            @Schema(description = "The nearest to 40 minutes after the dose, at most 15 away; of two the later one")
            Pressure atFortyMinutes,

            Pressure beforeDischarge) {}

    /** One blood pressure. */
    @Schema(name = "RemsPressure")
    record Pressure(
            @Schema(required = true, description = "mmHg") int systolic,
            @Schema(required = true, description = "mmHg") int diastolic,
            @Schema(required = true) Instant takenAt) {}

    /** Whether the oxygen saturation was monitored. */
    @Schema(name = "RemsOximetry")
    record Oximetry(
            @Schema(required = true, description = "Readings from the dose on")
            long readings,

            @Schema(description = "%") Integer lowest,

            @Schema(description = "As staff say, else true where there are readings")
            Boolean done) {}

    /** An event that the form asks about. */
    @Schema(name = "RemsEvent")
    record Event(
            @Schema(required = true) boolean occurred,

            @Schema(description = "By the discharge, or now; absent where it did not occur")
            Boolean resolved) {}

    /** A side effect that is serious or LIFE_THREATENING. */
    @Schema(name = "RemsSeriousEvent")
    record SeriousEvent(
            @Schema(required = true) UUID sideEffectId,
            @Schema(required = true) String effect,
            @Schema(required = true) Instant onsetAt,
            Instant resolvedAt) {}

    @Override
    public String toString() {
        return "RemsContent[hidden]";
    }
}
