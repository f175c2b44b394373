package org.sextant.reporting.dataset;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.util.List;

/** Writes the rows of a dataset in one format, one by one. Closing the writer ends the document. */
interface RowWriter extends Closeable, Flushable {

    /**
     * Writes one row.
     *
     * @param values one value per column, in order; null where there is none
     */
    void write(List<Object> values) throws IOException;
}
