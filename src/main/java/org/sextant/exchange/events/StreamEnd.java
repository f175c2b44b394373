package org.sextant.exchange.events;

/** Why the service ends a stream; the {@code reason} of the event {@code end}. */
enum StreamEnd {
    /** The token has expired: come back with a new one. */
    TOKEN_EXPIRED,
    /** The token was revoked, or revocations are not known. */
    TOKEN_REVOKED,
    /** The service stops: come back, to another replica. */
    SHUTDOWN,
    /** Changes cannot be read: come back, and nothing is missed. */
    UNAVAILABLE
}
