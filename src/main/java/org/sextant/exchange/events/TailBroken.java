package org.sextant.exchange.events;

/** The log cannot be read for the moment. */
class TailBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TailBroken(Throwable cause) {
        super("The log of changes cannot be read", cause);
    }
}
