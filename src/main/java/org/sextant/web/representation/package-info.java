/**
 * The representation of resources: ETags, pages of a list, cursors, responses.
 * Start at {@link Replies}, {@link Paging}, {@link Position}, {@link ETag}.
 * May import: web.problem.
 */
package org.sextant.web.representation;
