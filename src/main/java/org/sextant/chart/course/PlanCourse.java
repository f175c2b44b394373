package org.sextant.chart.course;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;

/**
 * The request to plan a course for a patient of the clinic.
 *
 * @param protocol the code of a protocol; the course keeps the revision that is the latest now
 * @param phase INDUCTION where absent
 * @param plannedSessions the number of sessions, 1 to 60; the number of the protocol where absent
 * @param previousCourseId the last course of the episode of the same patient that the new course continues
 * @param reason why the course is planned; may be absent
 */
@Schema(example = """
                {"patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47", "protocol": "iv-ketamine-0.5",
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}, "labels": ["trial-7"]}\
                """)
record PlanCourse(
        UUID id,
        @NotNull UUID patientId,
        @NotBlank @Size(max = 64) @IdentifyingText String protocol,
        @NotNull @Valid Indication indication,
        CoursePhase phase,
        @Min(1) @Max(60) Integer plannedSessions,
        UUID previousCourseId,
        CourseReason reason,

        @Size(max = 20) @JsonDeserialize(contentUsing = IdentifyingText.Reader.class)
        List<@NotBlank @Size(max = 64) String> labels) {

    CourseDetails details(int sessionsOfProtocol) {
        return new CourseDetails(
                indication,
                phase == null ? CoursePhase.INDUCTION : phase,
                plannedSessions == null ? Integer.valueOf(sessionsOfProtocol) : plannedSessions,
                reason,
                labels);
    }
}
