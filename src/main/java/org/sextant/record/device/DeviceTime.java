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
 * Reads times that a device reports by its own clock, which may be wrong: {@code Device-Time} gives the time of the
 * device's clock when the device sends the request. Past times are accepted, future times are refused.
 */
@ApplicationScoped
public class DeviceTime {

    private static final String HEADER = "Device-Time";

    /** The contract's allowance for clocks that run ahead. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** The lower limit of every time in a request. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final String TOO_EARLY = "must not lie before 1900, after the correction by Device-Time";

    /** The time of arrival of the request: a later delay, such as a wait for a lock, must not count as clock offset. */
    private static final String ARRIVED_AT = "sextant.arrived-at";

    private final CurrentVertxRequest request;
    private final InstantSource time;

    DeviceTime(CurrentVertxRequest request, InstantSource time) {
        this.request = request;
        this.time = time;
    }

    void register(@Observes Filters filters) {
        filters.register(
                call -> {
                    call.put(ARRIVED_AT, time.instant());
                    call.next();
                },
                RequestPipeline.ARRIVAL);
    }

    /**
     * A time of the body.
     *
     * @param reported the time by the device's clock; null gives null
     * @param pointer the place of the time in the body (RFC 6901)
     * @param clocks the known clocks
     * @throws org.sextant.web.problem.ProblemException 422 where the corrected time lies before 1900 or more than 5
     *     minutes in the future; 400 where {@code Device-Time} is no time
     */
    public DeviceMoment read(Instant reported, String pointer, Clocks clocks) {
        if (reported == null) {
            return null;
        }
        return checked(
                new DeviceMoment(reported, measuredOffset().map(clocks::settle).orElse(null)), pointer);
    }

    /**
     * A time of an imported record. {@code Device-Time} of this request does not apply: another clock reported the
     * time.
     *
     * @param reported the time by the clock of that time; null gives null
     * @param clockOffsetSeconds by how many seconds that clock was ahead of the service's; null where unknown
     * @param pointer the place of the time in the body (RFC 6901)
     * @throws org.sextant.web.problem.ProblemException 422 where the corrected time lies before 1900 or more than 5
     *     minutes in the future
     */
    public DeviceMoment ofHistory(Instant reported, Long clockOffsetSeconds, String pointer) {
        return reported == null ? null : checked(new DeviceMoment(reported, clockOffsetSeconds), pointer);
    }

    /** True for a time that {@link #read} accepts. */
    public boolean accepts(DeviceMoment moment) {
        return !moment.corrected().isBefore(EARLIEST) && !isTooLate(moment);
    }

    private DeviceMoment checked(DeviceMoment moment, String pointer) {
        if (moment.corrected().isBefore(EARLIEST)) {
            throw Violations.of(pointer, TOO_EARLY);
        }
        if (isTooLate(moment)) {
            throw Violations.of(pointer, moment.inTheFuture()).retryable();
        }
        return moment;
    }

    private boolean isTooLate(DeviceMoment moment) {
        return moment.corrected().isAfter(time.instant().plus(TOLERANCE));
    }

    /**
     * The time of a step that is only checked, by the service's clock: the time of a query parameter, else now. Where
     * the previous step lies after now, the time of the previous step takes the place of now.
     *
     * @param parameter the name of the query parameter
     * @param reported the time by the device's clock; may be null
     * @param previous the corrected time of the previous step, or null
     * @param clocks the known clocks
     * @throws org.sextant.web.problem.ProblemException 400 where the corrected time lies before 1900 or more than 5
     *     minutes in the future
     */
    public Instant ofCheck(String parameter, Instant reported, Instant previous, Clocks clocks) {
        if (reported == null) {
            var now = time.instant();
            return previous != null && previous.isAfter(now) ? previous : now;
        }
        var moment =
                new DeviceMoment(reported, measuredOffset().map(clocks::settle).orElse(null));
        if (moment.corrected().isBefore(EARLIEST)) {
            throw Violations.ofParameter(parameter, TOO_EARLY);
        }
        if (isTooLate(moment)) {
            throw Violations.ofParameter(parameter, moment.inTheFuture());
        }
        return moment.corrected();
    }

    /**
     * Checks {@code Device-Time} before the request is executed.
     *
     * @throws org.sextant.web.problem.ProblemException 400 where the header is no time
     */
    public void requireReadable() {
        measuredOffset();
    }

    /**
     * A time of an amendment. An unchanged time keeps the clock offset of the first report; a changed time is read as
     * in {@link #read}.
     *
     * @param before the stored time; may be null
     */
    public DeviceMoment reread(DeviceMoment before, Instant reported, String pointer, Clocks clocks) {
        return before != null && before.reportedAt().equals(reported) ? before : read(reported, pointer, clocks);
    }

    /**
     * The time of a step: the reported time, else now. Where the previous step lies after now, because the clock of its
     * device runs ahead, the time of the previous step takes the place of now.
     *
     * @param reported the time by the device's clock; may be null
     * @param previous the corrected time of the previous step, or null
     */
    public DeviceMoment ofStep(Instant reported, Instant previous, Clocks clocks) {
        if (reported != null) {
            return read(reported, "/at", clocks);
        }
        var now = time.instant();
        return new DeviceMoment(previous != null && previous.isAfter(now) ? previous : now, null);
    }

    /**
     * By how many seconds the device's clock is ahead of the service's; empty without {@code Device-Time}.
     *
     * @throws org.sextant.web.problem.ProblemException 400 where the header is no time
     */
    public Optional<Long> measuredOffset() {
        var call = request.getCurrent();
        var deviceTimes = call.request().headers().getAll(HEADER);
        if (deviceTimes.size() > 1) {
            throw Violations.ofParameter(HEADER, "must be sent once");
        }
        return deviceTimes.stream().findFirst().map(text -> offset(QueryText.time(HEADER, text), call));
    }

    private static long offset(Instant deviceTime, RoutingContext call) {
        var difference = Duration.between(call.<Instant>get(ARRIVED_AT), deviceTime);
        return Math.round(difference.toMillis() / 1000.0);
    }
}
