/**
 * What the scopes of a token leave of the rights of its roles (SMART App Launch 2.2).
 * Start at {@link Permissions}, {@link SmartScope}.
 * May import: exchange.fhir.search, exchange.fhir.type, identity, web.
 */
package org.sextant.exchange.fhir.smart;
