package org.sextant.chart.session.step;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.clinic.ClinicProfile;
import org.sextant.record.clinic.WallClock;
import org.sextant.web.problem.Violations;

/**
 * The request to move an appointment: either the moment or the local time of the new appointment.
 *
 * @param timeZone the IANA name of the zone of {@code scheduledLocal}; the appointment's zone where absent
 */
@Schema(example = "{\"scheduledLocal\": \"2026-03-04T10:30\", \"reason\": \"No ride on Monday\"}")
public record RescheduleSession(
        @Schema(description = "The new time; either this or scheduledLocal")
        Instant scheduledAt,

        @Schema(
                implementation = String.class,
                pattern = WallClock.PATTERN,
                description = "The new time on the clock of the appointment's time zone")
        LocalDateTime scheduledLocal,

        @Schema(description = "The IANA name of the zone of scheduledLocal; the appointment's where absent")
        String timeZone,

        @NotBlank @Size(max = 2000) String reason) {

    /**
     * Checks that the members name one time.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where they do not
     */
    public void check() {
        new Violations()
                .rejectIf(
                        scheduledAt == null && scheduledLocal == null,
                        "/scheduledAt",
                        "must be given, or scheduledLocal")
                .rejectIf(
                        scheduledAt != null && scheduledLocal != null,
                        "/scheduledLocal",
                        "must be absent beside scheduledAt")
                .rejectIf(timeZone != null && scheduledLocal == null, "/timeZone", "is only for scheduledLocal")
                .rejectIf(
                        timeZone != null && !ClinicProfile.isTimeZone(timeZone),
                        "/timeZone",
                        ClinicProfile.TIME_ZONE_EXPECTED)
                .refuse();
    }

    /**
     * Checks that the appointment moves.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where the appointment is at this time already
     */
    public void requireChange(Instant from, Instant to) {
        if (to.equals(from)) {
            throw Violations.of(
                    scheduledAt == null ? "/scheduledLocal" : "/scheduledAt",
                    "must be another time than that of the appointment");
        }
    }

    /** The new time of the appointment, where its time zone is {@code usual} unless the request names another. */
    public Instant to(ZoneId usual) {
        return scheduledAt != null
                ? scheduledAt
                : WallClock.instant(scheduledLocal, timeZone == null ? usual : ZoneId.of(timeZone));
    }
}
