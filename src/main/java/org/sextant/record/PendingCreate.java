package org.sextant.record;

/**
 * One of many creates of one request, not yet executed.
 *
 * @param request the parsed and validated content
 * @param provenance the provenance of the record to create
 */
public record PendingCreate<Q>(Q request, Provenance provenance) {}
