/**
 * The connections to PostgreSQL: when one is given up, whether the database serves, and what readiness says of that.
 * Start at {@link DatabaseWatch}, {@link DatabasePools}.
 * May import: platform.
 */
package org.sextant.platform.database;
