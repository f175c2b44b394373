package org.sextant.chart.sideeffect;

import org.sextant.record.device.Clocks;
import org.sextant.record.device.DeviceMoment;
import org.sextant.record.device.DeviceTime;
import org.sextant.web.problem.Violations;

/**
 * The period of a side effect. Different clocks may report the onset and the end.
 *
 * @param resolved the end; null while the side effect lasts
 */
record Span(DeviceMoment onset, DeviceMoment resolved) {

    private static final String ONSET = "/onsetAt";
    private static final String RESOLVED = "/resolvedAt";

    /** @throws org.sextant.web.problem.ProblemException 422 where the end is before the onset */
    Span {
        new Violations()
                .rejectIf(
                        resolved != null && resolved.corrected().isBefore(onset.corrected()),
                        RESOLVED,
                        "must not lie before onsetAt")
                .refuse();
    }

    /**
     * The period that a request reports.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where a time is in the future or the end is before the onset
     */
    static Span of(RecordSideEffect content, DeviceTime deviceTime, Clocks clocks) {
        return new Span(
                deviceTime.read(content.onsetAt(), ONSET, clocks),
                deviceTime.read(content.resolvedAt(), RESOLVED, clocks));
    }

    /** The period after an amendment. */
    Span corrected(RecordSideEffect content, DeviceTime deviceTime, Clocks clocks) {
        return new Span(
                deviceTime.reread(onset, content.onsetAt(), ONSET, clocks),
                deviceTime.reread(resolved, content.resolvedAt(), RESOLVED, clocks));
    }

    /** This period with an end. */
    Span until(ResolveSideEffect end, DeviceTime deviceTime, Clocks clocks) {
        return new Span(onset, deviceTime.reread(resolved, end.resolvedAt(), RESOLVED, clocks));
    }
}
