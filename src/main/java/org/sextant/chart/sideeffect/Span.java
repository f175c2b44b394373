package org.sextant.chart.sideeffect;

import org.sextant.record.device.Clocks;
import org.sextant.record.device.DeviceMoment;
import org.sextant.record.device.DeviceTime;
import org.sextant.web.problem.Violations;

/**
 * From when to when. The end may be told by another clock than the onset.
 *
 * @param resolved null while it lasts
 */
record Span(DeviceMoment onset, DeviceMoment resolved) {

    private static final String ONSET = "/onsetAt";
    private static final String RESOLVED = "/resolvedAt";

    /** @throws org.sextant.web.problem.ProblemException 422 where it ends before it begins */
    Span {
        new Violations()
                .rejectIf(
                        resolved != null && resolved.corrected().isBefore(onset.corrected()),
                        RESOLVED,
                        "must not lie before onsetAt")
                .refuse();
    }

    /** @throws org.sextant.web.problem.ProblemException 422 also where a time lies in the future */
    static Span of(RecordSideEffect content, DeviceTime deviceTime, Clocks clocks) {
        return new Span(
                deviceTime.read(content.onsetAt(), ONSET, clocks),
                deviceTime.read(content.resolvedAt(), RESOLVED, clocks));
    }

    /** The same of a correction. */
    Span corrected(RecordSideEffect content, DeviceTime deviceTime, Clocks clocks) {
        return new Span(
                deviceTime.reread(onset, content.onsetAt(), ONSET, clocks),
                deviceTime.reread(resolved, content.resolvedAt(), RESOLVED, clocks));
    }

    /** The same, over. */
    Span until(ResolveSideEffect end, DeviceTime deviceTime, Clocks clocks) {
        return new Span(onset, deviceTime.reread(resolved, end.resolvedAt(), RESOLVED, clocks));
    }
}
