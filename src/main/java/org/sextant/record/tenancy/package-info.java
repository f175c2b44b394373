/**
 * The first lock between clinics: each query and each connection is bound to the caller's clinic.
 * Start at {@link TenantResolver}, {@link TenantConnectionInterceptor}.
 * May import: identity.
 */
package org.sextant.record.tenancy;
