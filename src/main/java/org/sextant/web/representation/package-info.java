/**
 * How a resource is shown: ETags, pages of a list, cursors, replies.
 * Start at {@link Replies}, {@link Paging}, {@link Position}, {@link ETag}.
 * May import: web.problem.
 */
package org.sextant.web.representation;
