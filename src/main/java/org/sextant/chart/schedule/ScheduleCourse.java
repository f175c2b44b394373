package org.sextant.chart.schedule;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.sextant.record.clinic.ClinicProfile;
import org.sextant.record.clinic.WallClock;
import org.sextant.web.problem.Violations;

/**
 * The request to schedule all sessions of a course that have no appointment yet: the first appointment, and one of
 * {@code everyDays}, {@code weekdays} and {@code phases}.
 *
 * @param timeZone the IANA name of the zone whose clock the appointments follow; the clinic's where absent
 * @param phases true for the phases of the protocol's schedule
 */
@Schema(example = "{\"firstLocal\": \"2026-03-02T09:00\", \"weekdays\": [\"MON\", \"THU\"]}")
record ScheduleCourse(
        @Schema(description = "The first appointment; either this or firstLocal")
        Instant firstAt,

        @Schema(
                implementation = String.class,
                pattern = WallClock.PATTERN,
                description = "The first appointment on the clock of the time zone")
        LocalDateTime firstLocal,

        @Schema(
                description =
                        "The IANA name of the zone whose clock the appointments follow; the clinic's where absent")
        String timeZone,

        @Schema(description = "The days of the calendar from one appointment to the next") @Min(1) @Max(365)
        Integer everyDays,

        @Schema(description = "The days of the week with an appointment, from the first appointment on")
        @Size(min = 1, max = 7)
        @UniqueElements
        List<@NotNull Weekday> weekdays,

        @Schema(description = "true for the phases of the protocol's schedule; also where none of the three is given")
        Boolean phases) {

    /**
     * Checks that the members describe one series of appointments.
     *
     * @param planned true where the protocol has a schedule
     * @throws org.sextant.web.problem.ProblemException 422 with the members that are missing or too many
     */
    void check(boolean planned) {
        var series = Stream.of(everyDays, weekdays, phases)
                .filter(given -> given != null)
                .count();
        new Violations()
                .rejectIf(firstAt == null && firstLocal == null, "/firstAt", "must be given, or firstLocal")
                .rejectIf(firstAt != null && firstLocal != null, "/firstLocal", "must be absent beside firstAt")
                .rejectIf(
                        timeZone != null && !ClinicProfile.isTimeZone(timeZone),
                        "/timeZone",
                        ClinicProfile.TIME_ZONE_EXPECTED)
                .rejectIf(series == 0 && !planned, "/everyDays", "must be given, or weekdays, or phases")
                .rejectIf(
                        series > 1 && weekdays != null,
                        "/weekdays",
                        "must be the only one of everyDays, weekdays and phases")
                .rejectIf(
                        series > 1 && phases != null,
                        "/phases",
                        "must be the only one of everyDays, weekdays and phases")
                .rejectIf(Boolean.FALSE.equals(phases), "/phases", "must be true or absent")
                .rejectIf(
                        series == 1 && Boolean.TRUE.equals(phases) && !planned,
                        "/phases",
                        "needs a protocol with phases in its schedule")
                .refuse();
    }
}
