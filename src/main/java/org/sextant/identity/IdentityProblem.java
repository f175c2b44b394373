package org.sextant.identity;

import org.sextant.web.problem.ProblemType;

/** What can go wrong with who calls, without the caller's fault. */
final class IdentityProblem {

    static final ProblemType TOKENS_UNVERIFIABLE =
            new ProblemType("tokens-unverifiable", "Tokens cannot be verified for the moment", 503);

    private IdentityProblem() {}
}
