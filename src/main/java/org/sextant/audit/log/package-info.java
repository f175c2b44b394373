/**
 * One row in the audit trail for each call, and the transaction of a call.
 * Start at {@link Audited}, {@link AuditRepository}.
 * May import: identity, web.
 */
package org.sextant.audit.log;
