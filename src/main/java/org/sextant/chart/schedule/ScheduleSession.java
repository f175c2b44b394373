package org.sextant.chart.schedule;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request to add one appointment to a course. */
@Schema(example = "{\"scheduledAt\": \"2026-03-02T09:00:00Z\"}")
record ScheduleSession(UUID id, @NotNull Instant scheduledAt) {}
