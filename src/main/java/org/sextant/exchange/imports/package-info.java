/**
 * Records of another system, line by line.
 * Start at {@link ImportResource}, {@link Importer}, {@link LineType}.
 * May import: exchange.imports.statement, exchange.imports.line, reporting, chart, rules, record, audit, identity, web.
 */
package org.sextant.exchange.imports;
