package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * One parsed line. {@code toString} shows the type only, so that no log line contains patient data.
 *
 * @param line the number of the line in the body, from 1
 * @param id null for a CLINIC and a PROTOCOL
 * @param row the values to store, by the names of the line's members
 * @param contentHash equal for a retry of the line
 */
record ImportLine(long line, LineType type, UUID id, ObjectNode row, String contentHash) {

    @Override
    public String toString() {
        return "ImportLine[" + type + "]";
    }
}
