/**
 * HTTP for every resource: strict JSON, limits of bodies, path checks, query parameters.
 * Start at {@link BodyReader}, {@link QueryText}, {@link Routes}, {@link RequestIds}.
 * May import: web.problem, web.wire.
 */
package org.sextant.web;
