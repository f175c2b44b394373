/**
 * Seals the audit trail, stores checkpoints, and verifies both.
 * Start at {@link Sealer}, {@link VerifyTrail}, {@link TrailResource}.
 * May import: audit.log, identity, platform, web.
 */
package org.sextant.audit.chain;
