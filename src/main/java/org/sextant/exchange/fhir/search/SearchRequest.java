package org.sextant.exchange.fhir.search;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A search that was read.
 *
 * @param type the type that is searched
 * @param conditions in SQL, on the columns of the sources; all of them hold
 * @param sql the values of the conditions
 * @param sort the column that orders the matches
 * @param descending true where the order goes down
 * @param count how many matches a page has at most; 0 where only their number is asked for
 * @param total true where the number of all matches is asked for
 * @param after the position after which the page begins; null for the first page
 * @param includes what a page brings that its matches name
 * @param revincludes what a page brings that names its matches
 * @param elements the members of matches that are written; null for all
 * @param applied the parameters that were applied, by name and value, as the link {@code self} shows them
 * @param ignored the names of the parameters that were not understood, of a caller who is lenient
 */
public record SearchRequest(
        ResourceType type,
        List<String> conditions,
        Sql sql,
        String sort,
        boolean descending,
        int count,
        boolean total,
        Position after,
        List<Include> includes,
        List<Include> revincludes,
        Set<String> elements,
        List<Map.Entry<String, String>> applied,
        List<String> ignored) {

    /**
     * The last match of a page.
     *
     * @param key the value of the column that orders the matches, as text
     * @param recordedAt when the record was recorded, as text
     * @param id the logical id
     */
    public record Position(String key, String recordedAt, String id) {}
}
