package org.sextant.web;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * States how urgent an operation is, for times of overload: the least urgent requests are refused first. A method's
 * annotation overrides the annotation of its class; without both, an operation is {@link Level#ORDINARY}.
 */
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface Urgency {

    /** The levels, from the least to the most urgent. */
    enum Level {
        /** Reports, exports, imports: can be repeated later. */
        DEFERRABLE,
        /** Other reads and writes. */
        ORDINARY,
        /** Readings, steps of a session and the sync of a tablet: somebody stands beside a patient. */
        CHAIRSIDE
    }

    /** The level of the operation. */
    Level value();
}
