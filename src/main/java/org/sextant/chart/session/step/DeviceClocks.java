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
 * The clocks of the devices that reported times in a session. A null list becomes an empty list.
 *
 * @param known the offsets of the devices' clocks, seconds, without the service's own offset 0
 * @param ofSteps the clock offsets of the steps whose times were corrected
 */
@Embeddable
public record DeviceClocks(
        @Column(name = "known_clocks") @JdbcTypeCode(SqlTypes.JSON)
        List<Long> known,

        @Column(name = "step_clocks") @JdbcTypeCode(SqlTypes.JSON)
        List<OfStep> ofSteps) {

    /** A device whose clock jumps must not fill the session; the oldest offset is dropped. */
    private static final int MAX_KNOWN = 20;

    public static final DeviceClocks NONE = new DeviceClocks(List.of(), List.of());

    public DeviceClocks {
        known = known == null ? List.of() : known;
        ofSteps = ofSteps == null ? List.of() : ofSteps;
    }

    /**
     * A step whose time was reported by a clock that differs from the service's clock.
     *
     * @param at the corrected time of the step, as the session shows it
     * @param clockOffsetSeconds how many seconds the clock was ahead; negative where the clock was behind
     */
    @Schema(name = "ClockOfStep")
    public record OfStep(
            @Schema(required = true) Instant at,
            @Schema(required = true) long clockOffsetSeconds) {}

    /** These clocks with an offset, seconds; unchanged where the offset is 0 or known. */
    public DeviceClocks with(long offset) {
        return offset == 0 || known.contains(offset)
                ? this
                : new DeviceClocks(
                        Stream.concat(known.stream(), Stream.of(offset))
                                .skip(Math.max(0, known.size() + 1L - MAX_KNOWN))
                                .toList(),
                        ofSteps);
    }

    /** These clocks with the offset of a step. */
    public DeviceClocks with(OfStep step) {
        return new DeviceClocks(
                known, Stream.concat(ofSteps.stream(), Stream.of(step)).toList());
    }
}
