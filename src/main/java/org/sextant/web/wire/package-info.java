/**
 * The head of a request before any filter: what cannot be read, or can be read in two ways, is refused on the connection.
 * Start at {@link HeadGuard}, {@link HeadRules}.
 * May import: web.problem.
 */
package org.sextant.web.wire;
