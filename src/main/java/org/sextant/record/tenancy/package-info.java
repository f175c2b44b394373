/**
 * The first of two separations of clinics: each query and each connection is restricted to the caller's clinic.
 * Start at {@link TenantResolver}, {@link TenantConnectionInterceptor}.
 * May import: identity.
 */
package org.sextant.record.tenancy;
