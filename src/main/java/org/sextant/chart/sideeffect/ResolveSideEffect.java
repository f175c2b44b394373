package org.sextant.chart.sideeffect;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request to record the end of a side effect. */
@Schema(example = "{\"resolvedAt\": \"2026-03-02T09:55:00Z\"}")
record ResolveSideEffect(@NotNull Instant resolvedAt) {}
