package org.sextant.web.wire;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;

/** Why a request cannot be read. Nothing behind the request is read either: nobody knows where the next one begins. */
final class UnreadableHead extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ProblemException problem;

    UnreadableHead(ProblemException problem) {
        super(problem.getMessage(), null, false, false);
        this.problem = problem;
    }

    /** The refusal for what Netty's decoder says; the message of Netty repeats bytes of the request and is not shown. */
    static UnreadableHead of(Throwable cause) {
        if (cause instanceof UnreadableHead known) {
            return known;
        }
        if (cause instanceof TooLongHttpLineException) {
            return new UnreadableHead(
                    CommonProblem.URI_TOO_LONG.because("The request line may have at most 4096 bytes."));
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new UnreadableHead(
                    CommonProblem.HEADERS_TOO_LARGE.because("All headers together may have at most 20 KiB."));
        }
        return ofBody();
    }

    /** The refusal of a body whose chunks cannot be read. */
    static UnreadableHead ofBody() {
        return new UnreadableHead(
                CommonProblem.BAD_REQUEST.because("The request is not HTTP/1.1 as RFC 9112 describes it."));
    }

    ProblemException problem() {
        return problem;
    }
}
