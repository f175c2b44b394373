package org.sextant.record.device;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.sextant.web.QueryText;
import org.sextant.web.RequestPipeline;
import org.sextant.web.problem.Violations;

/**
 * Reads times that a device told by its own clock, which may be wrong: {@code Device-Time} says what that clock shows as
 * it sends. Old times are welcome, those of the future are not.
 */
@ApplicationScoped
public class DeviceTime {

    private static final String HEADER = "Device-Time";

    /** The contract's allowance for clocks that run ahead. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** As of every time that is sent. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /** When the request arrived: what happens to it later, such as waiting for a lock, is not the clock's fault. */
    private static final String ARRIVED_AT = "sextant.arrived-at";

    private final CurrentVertxRequest request;
    private final InstantSource time;

    DeviceTime(CurrentVertxRequest request, InstantSource time) {
        this.request = request;
        this.time = time;
    }

    void register(@Observes Filters filters) {
        filters.register(
                arrived -> {
                    arrived.put(ARRIVED_AT, time.instant());
                    arrived.next();
                },
                RequestPipeline.ARRIVAL);
    }

    /**
     * A time of the body.
     *
     * @param told may be null, which gives null
     * @param pointer where it stands in the body
     * @param clocks those that it is compared with
     * @throws org.sextant.web.problem.ProblemException 422 where it is, corrected, more than 5 minutes in the future; 400 where
     *     {@code Device-Time} is no time
     */
    public DeviceMoment read(Instant told, String pointer, Clocks clocks) {
        if (told == null) {
            return null;
        }
        return possible(
                new DeviceMoment(told, measuredOffset().map(clocks::settle).orElse(null)), pointer);
    }

    /**
     * A time of history, by a clock that was measured then or never: what the device of this request shows says nothing
     * about it.
     *
     * @param told may be null, which gives null
     * @param clockOffsetSeconds by how many seconds the clock was ahead; null where it is not known
     * @throws org.sextant.web.problem.ProblemException 422 where it is, corrected, more than 5 minutes in the future
     */
    public DeviceMoment ofHistory(Instant told, Long clockOffsetSeconds, String pointer) {
        return told == null ? null : possible(new DeviceMoment(told, clockOffsetSeconds), pointer);
    }

    private DeviceMoment possible(DeviceMoment moment, String pointer) {
        if (moment.corrected().isBefore(EARLIEST)) {
            throw Violations.of(pointer, "must not lie before 1900, corrected by Device-Time");
        }
        if (moment.corrected().isAfter(time.instant().plus(TOLERANCE))) {
            throw Violations.of(pointer, moment.inTheFuture()).retryable();
        }
        return moment;
    }

    /**
     * Has the header read before anything is done.
     *
     * @throws org.sextant.web.problem.ProblemException 400 where it is no time
     */
    public void requireReadable() {
        measuredOffset();
    }

    /** The same of a correction: a time that stays as it was is still that of the clock which told it. */
    public DeviceMoment reread(DeviceMoment before, Instant told, String pointer, Clocks clocks) {
        return before != null && before.told().equals(told) ? before : read(told, pointer, clocks);
    }

    /**
     * When a step was taken: at the time that was sent, or now. Now is never before the step it follows, which may have
     * been sent by a clock that runs ahead.
     *
     * @param told may be null
     * @param previous the step before it, or null
     */
    public DeviceMoment ofStep(Instant told, Instant previous, Clocks clocks) {
        if (told != null) {
            return read(told, "/at", clocks);
        }
        var now = time.instant();
        return new DeviceMoment(previous != null && previous.isAfter(now) ? previous : now, null);
    }

    /** By how many seconds the device's clock is ahead of the service's; empty where the request does not tell. */
    private Optional<Long> measuredOffset() {
        var arrived = request.getCurrent();
        var told = arrived.request().headers().getAll(HEADER);
        if (told.size() > 1) {
            throw Violations.ofParameter(HEADER, "must be sent once");
        }
        return told.stream().findFirst().map(text -> offset(QueryText.time(HEADER, text), arrived));
    }

    private static long offset(Instant told, RoutingContext arrived) {
        var difference = Duration.between(arrived.<Instant>get(ARRIVED_AT), told);
        return Math.round(difference.toMillis() / 1000.0);
    }
}
