/**
 * From a bearer token to the caller, with role and clinic.
 * Start at {@link Caller}, {@link Role}, {@link TokenReader}, {@link TokenRules}, {@link Authentication}.
 * May import: platform, web.
 */
package org.sextant.identity;
