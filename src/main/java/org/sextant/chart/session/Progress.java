package org.sextant.chart.session;

import java.time.Instant;

/**
 * How far the sessions of a course have come.
 *
 * @param firstStart when the first dose was begun; null before
 * @param changedAt when any of them changed last, by the server's clock; null where there is none
 */
public record Progress(Instant firstStart, Instant changedAt) {}
