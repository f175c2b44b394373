package org.sextant.chart.course;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.representation.Versioned;

/** A course as clinical staff see it. */
@Schema(name = "Course", example = """
                {"id": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47",
                 "protocol": "iv-ketamine-0.5", "protocolRevision": 1,
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}, "phase": "INDUCTION",
                 "plannedSessions": 6, "episodeId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "reason": "FIRST",
                 "labels": ["trial-7"], "status": "PLANNED",
                 "recordedAt": "2026-03-01T08:00:00Z", "updatedAt": "2026-03-01T08:00:00Z", "version": 1}\
                """)
record CourseView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID patientId,
        @Schema(required = true) String protocol,
        @Schema(required = true) int protocolRevision,

        @Schema(description = "How the course came to its revision; absent where it is that of the planning")
        List<RevisionChange> revisionChanges,

        @Schema(required = true) Indication indication,
        @Schema(required = true) CoursePhase phase,
        @Schema(required = true) int plannedSessions,
        UUID previousCourseId,

        @Schema(required = true, description = "The first course of the episode: the courses that continue each other")
        UUID episodeId,

        CourseReason reason,
        @Schema(required = true) List<String> labels,
        @Schema(required = true) CourseStatus status,
        Instant activatedAt,
        String activationOverrideReason,

        @Schema(description = "What was remarkable at the activation; what blocks was overridden")
        List<Verdict> activationVerdicts,

        Instant endedAt,
        String discontinueReason,

        @Schema(description = "discontinueReason as a code; absent where nobody said")
        EndReason endReason,

        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) int version)
        implements Versioned {

    static CourseView of(Course course) {
        var activated = course.activated();
        return new CourseView(
                course.id(),
                course.patientId(),
                course.protocol(),
                course.protocolRevision(),
                course.revisionChanges().isEmpty() ? null : course.revisionChanges(),
                course.indication(),
                course.phase(),
                course.plannedSessions(),
                course.previousCourseId(),
                course.episodeId(),
                course.reason(),
                course.labels(),
                course.status(),
                course.activatedAt(),
                activated == null ? null : activated.overrideReason(),
                activated == null ? null : activated.verdicts(),
                course.endedAt(),
                course.discontinueReason(),
                course.endReason(),
                course.recordedAt(),
                course.updatedAt(),
                course.version());
    }
}
