/**
 * Idempotency-Key: the first answer to a request is stored, and a repetition of the request gets the stored answer.
 * Start at {@link Idempotent}, {@link IdempotencyInterceptor}.
 * May import: record, audit, identity, web.
 */
package org.sextant.record.idempotency;
