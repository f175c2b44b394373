package org.sextant.exchange.webhook.sending;

import java.time.Duration;

/**
 * What came of one call.
 *
 * @param status the HTTP status; null where there was no answer
 * @param error the kind of failure; null where there was an answer
 * @param retryAfter what the receiver asks to wait; zero where it does not
 * @param body the first 64 KiB of the answer
 * @param ms how long it took, in milliseconds
 */
record Reply(Integer status, Fault error, Duration retryAfter, String body, int ms) {

    /** Why there was no answer. The kind is all that is told: more would make the service a scanner of ports. */
    enum Fault {
        TIMEOUT,
        TLS,
        REFUSED,
        NETWORK,
        FORBIDDEN_ADDRESS
    }

    private static final int REQUEST_TIMEOUT = 408;
    private static final int GONE = 410;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    boolean isSuccess() {
        return status != null && status / 100 == 2;
    }

    boolean isGone() {
        return status != null && status == GONE;
    }

    boolean isForbidden() {
        return error == Fault.FORBIDDEN_ADDRESS;
    }

    /** True where the receiver does not want this change; another one may be welcome. */
    boolean isRefusal() {
        return status != null
                && status / 100 == 4
                && status != GONE
                && status != REQUEST_TIMEOUT
                && status != TOO_EARLY
                && status != TOO_MANY;
    }

    /** The kind of failure as it is shown; null for a success. */
    String kind() {
        return isSuccess() ? null : error == null ? "STATUS" : error.name();
    }
}
