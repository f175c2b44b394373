/**
 * The clinic itself: its name, address and registrations, and the time zone of its dates.
 * Start at {@link ClinicResource}, {@link ClinicProfiles}.
 * May import: record, audit, identity, web.
 */
package org.sextant.record.clinic;
