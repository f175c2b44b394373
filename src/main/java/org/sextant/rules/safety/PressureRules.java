package org.sextant.rules.safety;

import org.sextant.rules.protocol.Limits;

/** Whether a blood pressure is within the limits of a clinic. */
public final class PressureRules {

    private PressureRules() {}

    /**
     * True where a blood pressure before the start gives neither a warning nor a refusal; false where the protocol has no
     * such limits, because then nothing says what is acceptable.
     */
    public static boolean isAcceptableBeforeStart(Reading pressure, Limits limits) {
        var systolic = firstOf(limits.warnSystolicAbove(), limits.holdSystolicAbove());
        var diastolic = firstOf(limits.warnDiastolicAbove(), limits.holdDiastolicAbove());
        var least = limits.holdSystolicBelow();
        return systolic != null
                && diastolic != null
                && pressure.systolic() <= systolic
                && pressure.diastolic() <= diastolic
                && (least == null || pressure.systolic() >= least);
    }

    private static Integer firstOf(Integer warn, Integer hold) {
        return warn == null ? hold : warn;
    }
}
