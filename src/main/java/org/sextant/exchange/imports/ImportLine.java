package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * One line that can be stored. Prints as its type, so that no log line carries what it says.
 *
 * @param line its number in the body
 * @param id null where the line has none
 * @param row what the database takes of it, by the names of the line's members
 * @param contentHash by which the same line is known again
 */
record ImportLine(long line, LineType type, UUID id, ObjectNode row, String contentHash) {

    @Override
    public String toString() {
        return "Historic[" + type + "]";
    }
}
