package org.sextant.chart.course;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.representation.Versioned;

/** A course as the coordinator sees it: the data for scheduling, without clinical detail. */
@Schema(name = "CoursePlan", example = """
                {"id": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47",
                 "plannedSessions": 6, "status": "PLANNED", "version": 1}\
                """)
record CoursePlanView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID patientId,
        @Schema(required = true) int plannedSessions,
        @Schema(required = true) CourseStatus status,
        @Schema(required = true) int version)
        implements Versioned {

    static CoursePlanView of(Course course) {
        return new CoursePlanView(
                course.id(), course.patientId(), course.plannedSessions(), course.status(), course.version());
    }
}
