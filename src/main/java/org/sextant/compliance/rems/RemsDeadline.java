package org.sextant.compliance.rems;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.session.Session;

/** The deadline of a session's monitoring form. */
@Schema(name = "RemsDeadline", example = """
                {"sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47",
                 "givenAt": "2026-03-02T09:15:00Z", "deadline": "2026-03-09T09:15:00Z", "status": "DUE"}\
                """)
record RemsDeadline(
        @Schema(required = true) UUID sessionId,
        @Schema(required = true) UUID patientId,

        @Schema(required = true, description = "When the drug was begun")
        Instant givenAt,

        @Schema(required = true) Instant deadline,
        @Schema(required = true) RemsStatus status,

        @Schema(description = "Not as it was submitted; absent where the submitted items are not known")
        Boolean changed) {

    /** The monitoring form is due within 7 days of the treatment (Spravato REMS, patient monitoring form). */
    static final Duration TIME = Duration.ofDays(7);

    static RemsDeadline of(Session session, boolean submitted, Instant now) {
        return of(session.id(), session.patientId(), session.startedAt(), submitted, now);
    }

    static RemsDeadline of(UUID sessionId, UUID patientId, Instant givenAt, boolean submitted, Instant now) {
        var deadline = givenAt.plus(TIME);
        return new RemsDeadline(sessionId, patientId, givenAt, deadline, status(deadline, submitted, now), null);
    }

    /** This deadline with whether the form has changed since it was submitted. */
    RemsDeadline withChanged(boolean now) {
        return new RemsDeadline(sessionId, patientId, givenAt, deadline, status, now);
    }

    private static RemsStatus status(Instant deadline, boolean submitted, Instant now) {
        if (submitted) {
            return RemsStatus.SUBMITTED;
        }
        return now.isBefore(deadline) ? RemsStatus.DUE : RemsStatus.OVERDUE;
    }
}
