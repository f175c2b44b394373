package org.sextant.compliance.rems;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.representation.Versioned;

/** The monitoring form of an esketamine session, as data: its items, and what has become of it. */
@Schema(name = "RemsForm", example = """
                {"sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47",
                 "status": "DUE", "deadline": "2026-03-09T09:15:00Z", "formVersion": "2025", "complete": false,
                 "missing": ["lot", "readyAfterMinutes"],
                 "patient": {"name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"},
                 "firstTreatment": true, "enrolled": true, "provider": "Dr. E. Example",
                 "setting": {"name": "Example Clinic", "address": "12 Example Street", "remsNumber": "R-0001"},
                 "givenAt": "2026-03-02T09:15:00Z", "doseMg": 56, "concomitantMedications": [],
                 "monitoredMinutes": 125, "monitoredLongEnough": true, "minutesUntilReady": 95,
                 "acceptableBefore": true, "acceptableAtCompletion": true,
                 "bloodPressure": {"before": {"systolic": 122, "diastolic": 78, "takenAt": "2026-03-02T09:10:00Z"},
                                   "atFortyMinutes": {"systolic": 140, "diastolic": 88, "takenAt": "2026-03-02T09:55:00Z"},
                                   "beforeDischarge": {"systolic": 124, "diastolic": 80, "takenAt": "2026-03-02T11:15:00Z"}},
                 "pulseOximetry": {"readings": 6, "lowest": 96, "done": true},
                 "sedation": {"occurred": true, "resolved": true},
                 "dissociation": {"occurred": true, "resolved": true}, "respiratoryDepression": {"occurred": false},
                 "seriousAdverseEvents": [], "suggested": {"firstTreatment": true, "readyAfterMinutes": 95},
                 "answeredAt": "2026-03-02T11:25:00Z", "answeredBy": "demo-nurse", "version": 1}\
                """)
record RemsForm(
        @Schema(required = true) UUID sessionId,
        @Schema(required = true) UUID patientId,
        @Schema(required = true) RemsStatus status,

        @Schema(required = true, description = "7 days after the drug was given")
        Instant deadline,

        Instant submittedAt,
        String reference,

        @Schema(description = "The items as they were when the form was submitted; absent before")
        Map<String, Object> submitted,

        @Schema(description = "JSON pointers of the items that are not as they were submitted; absent before")
        List<String> changedSinceSubmission,

        @JsonUnwrapped RemsContent content,

        @Schema(required = true, description = "What the chart suggests for items that staff answer")
        Suggested suggested,

        @Schema(description = "When staff last changed their answers; absent where there are none")
        Instant answeredAt,

        String answeredBy,

        @Schema(required = true, description = "Of the answers of staff; 0 where there are none")
        int version)
        implements Versioned {

    /** What the chart suggests; absent where the chart cannot tell. */
    @Schema(name = "RemsSuggested")
    record Suggested(
            @Schema(required = true, description = "No earlier session with esketamine in this clinic")
            boolean firstTreatment,

            @Schema(description = "minutesUntilReady") Long readyAfterMinutes) {}
}
