package org.sextant.audit.chain;

/** A chain contradicts its checkpoints: it was cut or rebuilt, and a new signature would make the forged chain valid. */
final class ChainContradiction extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChainContradiction() {
        super("The chain contradicts its checkpoints", null, false, false);
    }
}
