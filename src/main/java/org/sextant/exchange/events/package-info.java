/**
 * The feed of changes as it grows: streams of Server-Sent Events.
 * Start at {@link EventResource}, {@link EventStream}, {@link Tail}.
 * May import: exchange.feed, audit, identity, platform, web.
 */
package org.sextant.exchange.events;
