package org.sextant.audit.log;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Lets each read of a resource be one transaction, which begins with the row of the call in the trail. Each resource
 * carries it; a method of its own says what its reads need.
 */
@InterceptorBinding
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface Audited {

    /** What a method does. */
    enum Work {
        /** GET reads, all other methods leave transactions to their services. */
        BY_METHOD,
        /** Reads, whatever its method, such as a search. */
        READS,
        /** Reads that take long, in transactions of their own; the row is written when they are done. */
        IN_PIECES,
        /** Reads that see one and the same moment, whatever others write meanwhile. It costs one statement. */
        READS_ONE_MOMENT
    }

    /** What the method does. */
    @Nonbinding
    Work value() default Work.BY_METHOD;
}
