package org.sextant.identity;

/** A token is refused. Has no stack trace: anybody can cause refusals by the thousands, and nobody reads their traces. */
final class TokenRefused extends SecurityException {

    private static final long serialVersionUID = 1L;

    /** @param reason for tests and debuggers; clients and logs never see the reason */
    TokenRefused(String reason) {
        super(reason);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
