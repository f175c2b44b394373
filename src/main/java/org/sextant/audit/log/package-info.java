/**
 * One row in the audit trail for each call, and the transaction that a call runs in.
 * Start at {@link Audited}, {@link AuditRepository}.
 * May import: identity, web.
 */
package org.sextant.audit.log;
