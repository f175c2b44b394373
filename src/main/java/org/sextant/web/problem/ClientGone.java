package org.sextant.web.problem;

import java.io.IOException;

/** The client has closed the connection, reset its stream or sent a broken body: nobody reads an answer. */
public class ClientGone extends IOException {

    private static final long serialVersionUID = 1L;

    /** The status of a call whose client left before the answer, in the access log only; it is never sent. */
    public static final int STATUS = 499;

    /** @param cause what the connection reported */
    public ClientGone(Throwable cause) {
        super("The client has left", cause);
    }
}
