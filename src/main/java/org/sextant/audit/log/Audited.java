package org.sextant.audit.log;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes each read of a resource one transaction that begins with the row of the call in the audit trail. Each resource
 * class carries this annotation; a method carries the annotation where its reads differ.
 */
@InterceptorBinding
@Retention(RUNTIME)
@Target({TYPE, METHOD})
public @interface Audited {

    /** The kind of work of a method. */
    enum Work {
        /** GET reads in one transaction; all other methods leave transactions to their services. */
        BY_METHOD,
        /** Reads in one transaction with any HTTP method, such as a search by POST. */
        READS,
        /** Long reads in several transactions; the row is written after the last transaction. */
        IN_PIECES,
        /** Reads that all see one moment, without concurrent writes. Costs one statement. */
        READS_ONE_MOMENT
    }

    /** The kind of work of the method. */
    @Nonbinding
    Work value() default Work.BY_METHOD;
}
