/**
 * Rows for tools, as JSON, CSV and NDJSON, and their dictionary.
 * Start at {@link DatasetResource}, {@link DatasetService}, {@link Dataset}.
 * May import: reporting.summary, reporting.dataset.column, chart, rules, record, audit, identity, web.
 */
package org.sextant.reporting.dataset;
