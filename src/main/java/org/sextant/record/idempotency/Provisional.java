package org.sextant.record.idempotency;

/** An answer with several parts, some of which may succeed in a repetition of the request. */
public interface Provisional {

    /** True where a repetition may succeed in more parts: the answer is not stored, and a repetition is executed. */
    boolean provisional();
}
