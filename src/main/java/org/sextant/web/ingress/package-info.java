/**
 * The way of a request from the socket to a worker thread: what arrives, waits and runs is bounded.
 * Start at {@link Admission}, {@link BodyGathering}.
 * May import: web.problem, web, web.wire.
 */
package org.sextant.web.ingress;
