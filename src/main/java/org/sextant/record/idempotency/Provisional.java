package org.sextant.record.idempotency;

/** An answer that may be of several parts, some of which a repeated request could still bring about. */
public interface Provisional {

    /** True where a repetition may come to more: such an answer is not kept, so that it is judged afresh. */
    boolean provisional();
}
