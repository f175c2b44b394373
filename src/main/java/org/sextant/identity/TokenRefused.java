package org.sextant.identity;

/** A token is refused. Has no stack trace: anybody can cause refusals by the thousands, and nobody reads their traces. */
final class TokenRefused extends SecurityException {

    private static final long serialVersionUID = 1L;

    private final TokenFault fault;

    TokenRefused(TokenFault fault) {
        super(fault.name());
        this.fault = fault;
    }

    TokenFault fault() {
        return fault;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
