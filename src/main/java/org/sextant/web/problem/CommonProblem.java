package org.sextant.web.problem;

import java.util.List;
import java.util.Optional;

/** The kinds of problem that every resource shares. */
public final class CommonProblem {

    public static final ProblemType BAD_REQUEST =
            new ProblemType("bad-request", "The request cannot be read", 400, "errors", "line", "column");
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", "A valid token is needed", 401);
    public static final ProblemType FORBIDDEN =
            new ProblemType("forbidden", "The role does not allow this", 403, "roles");
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", "Not found", 404);
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", "Method not allowed", 405);
    public static final ProblemType NOT_ACCEPTABLE =
            new ProblemType("not-acceptable", "No representation fits the Accept header", 406);
    public static final ProblemType REQUEST_TIMEOUT =
            new ProblemType("request-timeout", "The body did not arrive in time", 408);
    public static final ProblemType ID_REUSE =
            new ProblemType("id-reuse", "This id is taken by other content", 409, "existing");
    public static final ProblemType WRONG_STATE =
            new ProblemType("wrong-state", "Not allowed in this state", 409, "currentStatus");
    public static final ProblemType STALE = new ProblemType("stale", "The record has changed since it was read", 412);
    public static final ProblemType TOO_LARGE = new ProblemType("too-large", "The body is too large", 413);
    public static final ProblemType URI_TOO_LONG = new ProblemType("uri-too-long", "The address is too long", 414);
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType("unsupported-media-type", "The body's media type is not taken", 415);
    public static final ProblemType INVALID = new ProblemType("invalid", "The content does not fit", 422, "errors");
    public static final ProblemType IF_MATCH_REQUIRED =
            new ProblemType("if-match-required", "If-Match is required", 428);
    public static final ProblemType HEADERS_TOO_LARGE =
            new ProblemType("headers-too-large", "The headers are too large", 431);
    public static final ProblemType TOO_MANY_REQUESTS =
            new ProblemType("too-many-requests", "Too many requests at once", 429);
    public static final ProblemType INTERNAL = new ProblemType("internal", "An error of the service", 500);
    public static final ProblemType NOT_IMPLEMENTED =
            new ProblemType("not-implemented", "This part of HTTP is not supported", 501);
    public static final ProblemType BUSY = new ProblemType("busy", "Too busy for the moment", 503);

    /** The kinds for errors of the framework, by HTTP status; other statuses are faults of the service. */
    private static final List<ProblemType> OF_STATUS = List.of(
            BAD_REQUEST,
            UNAUTHENTICATED,
            FORBIDDEN,
            NOT_FOUND,
            METHOD_NOT_ALLOWED,
            NOT_ACCEPTABLE,
            TOO_LARGE,
            UNSUPPORTED_MEDIA_TYPE,
            BUSY);

    private CommonProblem() {}

    /** The kind for an error of the framework with this status; empty for other statuses. */
    public static Optional<ProblemType> ofStatus(int status) {
        return OF_STATUS.stream().filter(type -> type.status() == status).findFirst();
    }
}
