package org.sextant.safety;

/**
 * A value of a protocol that something is compared with.
 *
 * @param pointer where the protocol has it, a JSON pointer
 */
record Limit(String pointer, Object value) {

    static Limit of(String pointer, Object value) {
        return new Limit(pointer, value);
    }

    /** The last segment of the pointer. */
    String name() {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
}
