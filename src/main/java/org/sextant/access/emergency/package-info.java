/**
 * Emergency access ("break glass") of a coordinator or administrator to one patient.
 * Start at {@link EmergencyAccessResource}, {@link EmergencyAccess}.
 * May import: record, audit, identity, web.
 */
package org.sextant.access.emergency;
