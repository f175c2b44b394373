/**
 * Many records in one request: batches, and the sync of a tablet that was offline.
 * Start at {@link SyncResource}, {@link Batch}, {@link Intake}, {@link Sendable}.
 * May import: record.device, record, record.idempotency, audit, identity, web.
 */
package org.sextant.record.intake;
