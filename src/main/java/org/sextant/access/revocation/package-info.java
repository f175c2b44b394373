/**
 * The revocation of tokens before they expire.
 * Start at {@link TokenRevocationResource}, {@link RevocationCache}.
 * May import: record, audit, identity, platform, web.
 */
package org.sextant.access.revocation;
