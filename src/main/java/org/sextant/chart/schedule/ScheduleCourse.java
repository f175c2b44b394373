package org.sextant.chart.schedule;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to schedule all sessions of a course that have no appointment yet.
 *
 * @param firstAt the first appointment
 * @param everyDays the interval between appointments, days of 24 hours, 1 to 365
 */
@Schema(example = "{\"firstAt\": \"2026-03-02T09:00:00Z\", \"everyDays\": 3}")
record ScheduleCourse(
        @NotNull Instant firstAt, @NotNull @Min(1) @Max(365) Integer everyDays) {}
