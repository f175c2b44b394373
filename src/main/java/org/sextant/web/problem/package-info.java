/**
 * RFC 9457 problem documents, and the page of each kind of problem.
 * Start at {@link ProblemException}, {@link ProblemType}, {@link Violations}, {@link ExceptionTranslator}.
 * May import: nothing.
 */
package org.sextant.web.problem;
