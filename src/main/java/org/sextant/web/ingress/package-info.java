/**
 * The way of a request from the socket to a worker thread: what arrives is bounded in time, number and memory.
 * Start at {@link BodyGathering}.
 * May import: web.problem, web.
 */
package org.sextant.web.ingress;
