package org.sextant.platform;

/** The process was asked to stop, and has not begun to wait for its running requests. */
public record StopRequested() {}
