/**
 * Times that a device reports, corrected by the difference between its clock and the service's.
 * Start at {@link DeviceTime}, {@link DeviceMoment}.
 * May import: web.
 */
package org.sextant.record.device;
