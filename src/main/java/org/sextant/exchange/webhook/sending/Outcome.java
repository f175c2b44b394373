package org.sextant.exchange.webhook.sending;

import java.util.List;
import java.util.Map;

/**
 * What came of a turn, as {@code finish_webhook} takes it.
 *
 * @param pauseMs when the address is due again, in milliseconds from now
 * @param answered true where what was asked for is done
 * @param delivered true where at least one call succeeded
 * @param error the kind of failure
 * @param disable why the address is given up; null where it is not
 */
record Outcome(
        int era,
        int timeline,
        long xid,
        long seq,
        int toldEra,
        int toldTimeline,
        Map<String, Pending.Entry> pending,
        long pauseMs,
        boolean answered,
        boolean activate,
        boolean delivered,
        boolean failing,
        String error,
        String disable,
        List<Attempt> attempts,
        List<Dead> dead,
        List<String> revived) {

    /** One call. */
    record Attempt(String item, Integer status, int ms, String error) {}

    /** A change that is set aside. */
    record Dead(String item, int era, int timeline, long xid, long seq, int status, int tries) {}
}
