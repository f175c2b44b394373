package org.sextant.chart.session.step;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The clocks by which times in a session were told. Null lists are empty ones.
 *
 * @param known offsets of the devices' clocks, seconds; the service's own, 0, is not among them
 * @param ofSteps what the times of steps were corrected by, where they were
 */
@Embeddable
public record DeviceClocks(
        @Column(name = "known_clocks") @JdbcTypeCode(SqlTypes.JSON)
        List<Long> known,

        @Column(name = "step_clocks") @JdbcTypeCode(SqlTypes.JSON)
        List<OfStep> ofSteps) {

    /** A visit has few devices; one whose clock jumps must not fill the session. The oldest are forgotten. */
    private static final int MOST = 20;

    public static final DeviceClocks NONE = new DeviceClocks(List.of(), List.of());

    public DeviceClocks {
        known = known == null ? List.of() : known;
        ofSteps = ofSteps == null ? List.of() : ofSteps;
    }

    /**
     * A step whose time was told by a clock that differs from the service's.
     *
     * @param at the time of the step, corrected, as the session shows it
     * @param clockOffsetSeconds by how many seconds the clock was ahead, negative where it was behind
     */
    @Schema(name = "ClockOfStep")
    public record OfStep(
            @Schema(required = true) Instant at,
            @Schema(required = true) long clockOffsetSeconds) {}

    public DeviceClocks with(long offset) {
        return offset == 0 || known.contains(offset)
                ? this
                : new DeviceClocks(
                        Stream.concat(known.stream(), Stream.of(offset))
                                .skip(Math.max(0, known.size() + 1L - MOST))
                                .toList(),
                        ofSteps);
    }

    public DeviceClocks with(OfStep step) {
        return new DeviceClocks(
                known, Stream.concat(ofSteps.stream(), Stream.of(step)).toList());
    }
}
