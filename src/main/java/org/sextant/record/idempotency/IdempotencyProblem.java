package org.sextant.record.idempotency;

import org.sextant.web.problem.ProblemType;

/** Problems with an {@code Idempotency-Key}. */
final class IdempotencyProblem {

    static final ProblemType KEY_REUSE =
            new ProblemType("idempotency-key-reuse", "This Idempotency-Key belongs to another request", 422);
    static final ProblemType IN_FLIGHT =
            new ProblemType("request-in-flight", "The same request is still being carried out", 409);

    private IdempotencyProblem() {}
}
