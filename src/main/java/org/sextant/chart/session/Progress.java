package org.sextant.chart.session;

import java.time.Instant;

/**
 * The progress of the sessions of a course.
 *
 * @param firstStart the start of the first dose; null before that start
 * @param changedAt when a session of the course last changed, by the service's clock; null without a session
 */
public record Progress(Instant firstStart, Instant changedAt) {}
