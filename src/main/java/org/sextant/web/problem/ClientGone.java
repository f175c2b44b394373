package org.sextant.web.problem;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.util.stream.Stream;

/** The client has closed the connection, reset its stream or sent a broken body: nobody reads an answer. */
public class ClientGone extends IOException {

    private static final long serialVersionUID = 1L;

    /** The status of a call whose client left before the answer, in the access log only; it is never sent. */
    public static final int STATUS = 499;

    /** @param cause what the connection reported */
    public ClientGone(Throwable cause) {
        super("The client has left", cause);
    }

    /**
     * True where a failure only says that the client has left. Any other failure of a request stays a fault, whether its
     * client is still there or not.
     */
    static boolean is(Throwable failure, HttpServerResponse response) {
        return response.closed()
                && Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof IOException
                                || cause instanceof HttpClosedException
                                || cause instanceof StreamResetException);
    }
}
