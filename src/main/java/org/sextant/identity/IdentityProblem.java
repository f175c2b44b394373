package org.sextant.identity;

import jakarta.ws.rs.core.HttpHeaders;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemType;

/** Problems of authentication that the caller has not caused. */
final class IdentityProblem {

    static final ProblemType TOKENS_UNVERIFIABLE =
            new ProblemType("tokens-unverifiable", "Tokens cannot be verified for the moment", 503);

    private IdentityProblem() {}

    /** 503 for a token that may be good. */
    static ProblemException unverifiable(String detail) {
        return TOKENS_UNVERIFIABLE.because(detail).header(HttpHeaders.RETRY_AFTER, "5");
    }
}
