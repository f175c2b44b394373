package org.sextant.reporting.dataset;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.util.List;

/** Writes the rows of a report in one format, as they come. Closing it ends the document; a failure leaves it open. */
interface RowWriter extends Closeable, Flushable {

    /**
     * Writes one row.
     *
     * @param values one a column, in order
     */
    void write(List<Object> values) throws IOException;
}
