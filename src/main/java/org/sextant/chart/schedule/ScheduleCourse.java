package org.sextant.chart.schedule;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Appointments for all sessions that a course still lacks.
 *
 * @param everyDays days of 24 hours between them
 */
@Schema(example = "{\"firstAt\": \"2026-03-02T09:00:00Z\", \"everyDays\": 3}")
record ScheduleCourse(
        @NotNull Instant firstAt, @NotNull @Min(1) @Max(365) Integer everyDays) {}
