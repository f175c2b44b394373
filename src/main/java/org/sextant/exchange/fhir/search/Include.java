package org.sextant.exchange.fhir.search;

/**
 * Resources that a page brings beside its matches.
 *
 * @param name as {@code _include} or {@code _revinclude} names it, such as {@code Observation:encounter}
 * @param type the type of the resources that are brought
 * @param ofMatch the column of the content of a match that names them; null where they name the ids of matches
 * @param key the column of what is brought that is compared with it
 * @param ofType the type of the matches; null where the column alone tells
 */
public record Include(String name, String type, String ofMatch, String key, String ofType) {

    /** Resources that share a column with the matches. */
    public Include(String name, String type, String ofMatch, String key) {
        this(name, type, ofMatch, key, null);
    }

    /** The Provenance of matches of a type. */
    public static Include provenance(String ofType) {
        return new Include("Provenance:target", "Provenance", null, "target_id", ofType);
    }
}
