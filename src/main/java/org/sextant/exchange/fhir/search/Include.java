package org.sextant.exchange.fhir.search;

/**
 * Resources that a page brings beside its matches.
 *
 * @param name as {@code _include} or {@code _revinclude} names it, such as {@code Observation:encounter}
 * @param type the type of the resources that are brought
 * @param ofMatch the column of the content of a match that names them
 * @param key the column of what is brought that is compared with it
 */
public record Include(String name, String type, String ofMatch, String key) {}
