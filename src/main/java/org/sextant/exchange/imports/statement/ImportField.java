package org.sextant.exchange.imports.statement;

/**
 * A member of a line.
 *
 * @param type the SQL type of the member
 * @param column that stores the member unchanged; null where a statement handles the member itself
 */
record ImportField(String member, String type, String column) {

    static ImportField stored(String member, String type, String column) {
        return new ImportField(member, type, column);
    }

    /** A member that a statement handles itself. */
    static ImportField handled(String member, String type) {
        return new ImportField(member, type, null);
    }
}
