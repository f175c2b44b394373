/**
 * The content of each type of line, with its ranges. Rules do not evaluate the lines.
 * Start at {@link SessionImportLine}, {@link AlertImportLine}.
 * May import: monitoring, chart, rules, record, web.
 */
package org.sextant.exchange.imports.line;
