/**
 * The SQL that stores lines: which column keeps which member, and which lines are skipped.
 * Start at {@link ImportTable}, {@link ImportStatements}.
 * May import: nothing.
 */
package org.sextant.exchange.imports.statement;
