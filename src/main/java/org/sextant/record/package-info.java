/**
 * What all records share: tenancy, versions, history, corrections, creation exactly once.
 * Start at {@link ClinicRecord}, {@link ChartRecord}, {@link IdempotentCreate}, {@link Corrections}.
 * May import: record.tenancy, record.device, audit, identity, web.
 */
package org.sextant.record;
