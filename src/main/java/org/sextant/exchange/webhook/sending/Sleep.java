package org.sextant.exchange.webhook.sending;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A pause of a sender's thread; shorter where the service stops. */
final class Sleep {

    private Sleep() {}

    static void of(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
