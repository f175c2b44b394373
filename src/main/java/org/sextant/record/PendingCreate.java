package org.sextant.record;

/**
 * One of many creates that come together.
 *
 * @param request what was sent, read and checked
 * @param provenance of the record that it would make
 */
public record PendingCreate<Q>(Q request, Provenance provenance) {}
