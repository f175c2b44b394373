/**
 * Every committed change of the clinic, in an order in which readers miss none.
 * Start at {@link ChangeResource}, {@link ChangeRepository}, {@link ChangeTypes}.
 * May import: record, audit, identity, web.
 */
package org.sextant.exchange.feed;
