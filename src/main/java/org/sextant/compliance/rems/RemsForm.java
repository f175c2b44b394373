package org.sextant.compliance.rems;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.session.step.DrugClass;

/** The monitoring form of an esketamine session, as data. Unknown items are absent, and named in {@code missing}. */
@Schema(name = "RemsForm", example = """
                {"sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47",
                 "status": "DUE", "deadline": "2026-03-09T09:15:00Z", "complete": false,
                 "missing": ["lot"], "givenAt": "2026-03-02T09:15:00Z", "doseMg": 56, "concomitantMedications": [],
                 "monitoredMinutes": 125, "monitoredLongEnough": true, "minutesUntilReady": 95,
                 "bloodPressure": {"before": {"systolic": 122, "diastolic": 78, "takenAt": "2026-03-02T09:10:00Z"},
                                   "atFortyMinutes": {"systolic": 140, "diastolic": 88, "takenAt": "2026-03-02T09:55:00Z"},
                                   "beforeDischarge": {"systolic": 124, "diastolic": 80, "takenAt": "2026-03-02T11:15:00Z"}},
                 "pulseOximetry": {"readings": 6, "lowest": 96}, "sedation": {"occurred": true, "resolved": true},
                 "dissociation": {"occurred": true, "resolved": true}, "respiratoryDepression": {"occurred": false},
                 "seriousAdverseEvents": []}\
                """)
record RemsForm(
        @Schema(required = true) UUID sessionId,
        @Schema(required = true) UUID patientId,
        @Schema(required = true) RemsStatus status,

        @Schema(required = true, description = "7 days after the drug was given")
        Instant deadline,

        Instant submittedAt,
        String reference,
        @Schema(required = true) boolean complete,

        @Schema(required = true, description = "What the form asks for and the chart does not have")
        List<String> missing,

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

            @Schema(description = "%") Integer lowest) {}

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
}
