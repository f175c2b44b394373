package org.sextant.exchange.fhir.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One type of resource: who may read it, where it comes from and how it is found. Routing, search and the
 * CapabilityStatement are all read from here.
 *
 * @param name the name of the type, such as {@code Patient}
 * @param profiles the profiles that its resources keep
 * @param roles the roles that may read and search it
 * @param sources the kinds of record it comes from
 * @param parameters its search parameters
 * @param order the sort of a search that names none
 * @param needed the parameters of which a search must have one; empty where the type is short enough to be read whole
 * @param collection the collection of the native API in which a record has this id, for the audit trail
 * @param links what its resources bring with them, and what brings them
 * @param limits conditions that all its rows keep, for this caller
 */
public record ResourceType(
        String name,
        List<String> profiles,
        Set<String> roles,
        List<Source> sources,
        List<SearchParameter> parameters,
        String order,
        Set<String> needed,
        CollectionOfId collection,
        List<Include> links,
        List<Limit> limits) {

    /** The type as it is offered, without limits. */
    public ResourceType(
            String name,
            List<String> profiles,
            Set<String> roles,
            List<Source> sources,
            List<SearchParameter> parameters,
            String order,
            Set<String> needed,
            CollectionOfId collection,
            List<Include> links) {
        this(name, profiles, roles, sources, parameters, order, needed, collection, links, List.of());
    }

    /** A condition in SQL on the columns of a source. */
    @FunctionalInterface
    public interface Limit {

        /** The condition, with its values bound. */
        String condition(Sql sql);
    }

    /** This type with one more condition on all its rows: of reads, searches, includes and operations alike. */
    public ResourceType limited(Limit limit) {
        var all = Stream.concat(limits.stream(), Stream.of(limit)).toList();
        return new ResourceType(name, profiles, roles, sources, parameters, order, needed, collection, links, all);
    }

    /** What {@code _sort} takes, and the column of each: the id, the own time of the type, and the time of the version. */
    public Map<String, String> sorts() {
        var sorts = new TreeMap<>(Map.of("_id", "id"));
        parameters.stream()
                .filter(parameter -> parameter.kind() == SearchParameter.Kind.DATE)
                .map(SearchParameter::name)
                .forEach(time -> sorts.put(time, time.equals("_lastUpdated") ? "updated_at" : "at"));
        return sorts;
    }

    /** What {@code _include} takes: what a resource of the type names. */
    public List<Include> includes() {
        return links.stream().filter(this::isOwn).toList();
    }

    /** What {@code _revinclude} takes: what names a resource of the type. */
    public List<Include> revincludes() {
        return links.stream().filter(link -> !isOwn(link)).toList();
    }

    private boolean isOwn(Include link) {
        return link.name().startsWith(name + ":");
    }

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
