package org.sextant.audit.chain;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.sextant.web.problem.CommonProblem;

/** Limits the number of concurrent walks along whole chains: each occupies a worker and the database for minutes. */
@ApplicationScoped
class WalkBulkhead {

    static final int MOST = 2;

    private final Semaphore permits = new Semaphore(MOST);

    /** @throws org.sextant.web.problem.ProblemException 503 where the maximum number of walks is running */
    <T> T run(Supplier<T> walk) {
        if (!permits.tryAcquire()) {
            throw CommonProblem.BUSY
                    .because("Two verifications or exports of the audit trail are running; try again in a minute.")
                    .header("Retry-After", "60");
        }
        try {
            return walk.get();
        } finally {
            permits.release();
        }
    }
}
