package org.sextant.exchange.fhir.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One type of resource: who may read it, where it comes from and how it is found. Routing, search and the
 * CapabilityStatement are all read from here.
 *
 * @param name the name of the type, such as {@code Patient}
 * @param profiles the profiles that its resources keep
 * @param roles the roles that may read and search it
 * @param sources the kinds of record it comes from
 * @param parameters its search parameters
 * @param sorts what {@code _sort} takes, and the column of each
 * @param order the sort of a search that names none
 * @param needed the parameters of which a search must have one; empty where the type is short enough to be read whole
 * @param includes what {@code _include} takes
 * @param revincludes what {@code _revinclude} takes
 * @param collection the collection of the native API in which a record has this id, for the audit trail
 */
public record ResourceType(
        String name,
        List<String> profiles,
        Set<String> roles,
        List<Source> sources,
        List<SearchParameter> parameters,
        Map<String, String> sorts,
        String order,
        Set<String> needed,
        CollectionOfId collection,
        List<Include> includes,
        List<Include> revincludes) {

    /** Where a record with an id is. */
    @FunctionalInterface
    public interface CollectionOfId {

        /**
         * The collection of the native API, such as {@code vitals}.
         *
         * @param part the part of the id behind its dot; empty where there is none
         */
        String of(String part);
    }

    /** True where earlier versions of all its resources are kept. */
    public boolean hasVersions() {
        return sources.stream().allMatch(source -> source.table() != null);
    }

    /** The parameter with this name. */
    public Optional<SearchParameter> parameter(String parameter) {
        return parameters.stream().filter(one -> one.name().equals(parameter)).findFirst();
    }
}
