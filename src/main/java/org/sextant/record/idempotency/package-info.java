/**
 * Idempotency-Key: the answer to a request is stored, and the same request is answered from it.
 * Start at {@link Idempotent}, {@link IdempotencyInterceptor}.
 * May import: record, audit, identity, web.
 */
package org.sextant.record.idempotency;
