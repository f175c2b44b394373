package org.sextant.identity;

import org.sextant.web.problem.ProblemType;

/** Problems of authentication that the caller has not caused. */
final class IdentityProblem {

    static final ProblemType TOKENS_UNVERIFIABLE =
            new ProblemType("tokens-unverifiable", "Tokens cannot be verified for the moment", 503);

    private IdentityProblem() {}
}
