/**
 * The clinic's limits as data, in revisions that are never changed.
 * Start at {@link ProtocolResource}, {@link Protocol}, {@link Rules}.
 * May import: record, audit, identity, web.
 */
package org.sextant.rules.protocol;
