package org.sextant.web.problem;

import java.sql.SQLException;

/**
 * A failure as a log may show the failure: the classes and stack traces of the failure and its causes, without their
 * messages, because a message may repeat content of a request. Only the database's messages are kept: the driver is set to
 * leave the contents of rows out of its messages.
 */
public final class LoggableFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private LoggableFailure(String name, Throwable failure) {
        super(name, failure.getCause() == null ? null : of(failure.getCause()));
        setStackTrace(failure.getStackTrace());
    }

    /** The failure in the form for the log. */
    public static LoggableFailure of(Throwable failure) {
        return new LoggableFailure(
                failure instanceof SQLException
                        ? failure.toString()
                        : failure.getClass().getName(),
                failure);
    }

    /** Without the name of this class, which says nothing about the failure. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return getMessage();
    }
}
