/**
 * The common parts of all records: versions, history, corrections, idempotent creates.
 * Start at {@link ClinicRecord}, {@link ChartRecord}, {@link IdempotentCreate}, {@link Corrections}.
 * May import: record.tenancy, record.device, audit, identity, web.
 */
package org.sextant.record;
