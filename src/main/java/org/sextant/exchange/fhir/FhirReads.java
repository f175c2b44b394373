package org.sextant.exchange.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.audit.log.Audited.Work;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.search.FhirRepository;
import org.sextant.exchange.fhir.search.FhirRepository.Found;
import org.sextant.exchange.fhir.search.Include;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.SearchRequest;
import org.sextant.exchange.fhir.smart.Interaction;
import org.sextant.exchange.fhir.smart.Permissions;
import org.sextant.exchange.fhir.type.FhirTypes;
import org.sextant.web.problem.Violations;

/** Reads of the FHIR API: one transaction for each, which begins with the row of the call in the audit trail. */
@ApplicationScoped
class FhirReads {

    /** Of resources that a page brings beside its matches. */
    private static final int MOST_INCLUDED = 1000;

    /** For what comes before a transaction, such as the wait for a connection, and for clocks of replicas that differ. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    private final FhirRepository resources;
    private final SealedPage pages;
    private final Permissions permissions;
    private final InstantSource time;
    private final Duration longestTransaction;

    FhirReads(
            FhirRepository resources,
            SealedPage pages,
            Permissions permissions,
            InstantSource time,
            @ConfigProperty(name = "quarkus.transaction-manager.default-transaction-timeout", defaultValue = "60s")
                    Duration longestTransaction) {
        this.resources = resources;
        this.pages = pages;
        this.permissions = permissions;
        this.time = time;
        this.longestTransaction = longestTransaction;
    }

    /** The answer of a read, in a transaction of its own. */
    @Audited(Work.READS)
    RestResponse<byte[]> within(Supplier<RestResponse<byte[]>> read) {
        return read.get();
    }

    /** The resource with this id; empty where the caller may see none. */
    Optional<Found> find(ResourceType type, String id) {
        return resources.find(type, id);
    }

    /** The version of a resource; empty where the caller may see none. */
    Optional<Found> version(ResourceType type, String id, int version) {
        return resources.version(type, id, version);
    }

    /** The versions of a resource, the last one first, at most so many. */
    List<Found> versions(ResourceType type, String id, int size) {
        return resources.versions(type, id, size);
    }

    /** The latest matches of each code. */
    SearchBundle last(SearchRequest search, int each) {
        var matches = resources.last(search, each, MOST_INCLUDED);
        return new SearchBundle(search, null, matches, included(search, matches), null, horizon(search));
    }

    /** The page that a search asks for. */
    SearchBundle search(SearchRequest search, Scope scope) {
        var total = search.total() ? resources.count(search) : null;
        var found = search.count() == 0 ? List.<Found>of() : resources.page(search);
        var matches = found.subList(0, Math.min(search.count(), found.size()));
        var included = included(search, matches);
        while (included.size() > MOST_INCLUDED) {
            // Each page has the includes of its matches whole: it rather has fewer matches.
            if (matches.size() == 1) {
                throw Violations.ofParameter("_revinclude", "would bring more than 1000 resources; search them alone");
            }
            matches = matches.subList(0, matches.size() / 2);
            included = included(search, matches);
        }
        var next = matches.size() == found.size()
                ? null
                : pages.seal(
                        search.applied(),
                        matches.get(matches.size() - 1).position(),
                        form(search.type().name(), scope));
        return new SearchBundle(search, total, matches, included, next, horizon(search));
    }

    /**
     * A time so long ago that whatever is recorded from now on is of a later time: a record has the time at which its
     * request began its work, and can be read once its transaction has ended, which ends in time or not at all.
     */
    private Instant horizon(SearchRequest search) {
        return search.applied().stream().anyMatch(one -> one.getKey().equals("_lastUpdated"))
                ? time.instant().minus(longestTransaction).minus(MARGIN).truncatedTo(ChronoUnit.MILLIS)
                : null;
    }

    /** One statement for each include; what the caller may not read is left out. */
    private List<SearchBundle.Included> included(SearchRequest search, List<Found> matches) {
        var included = new ArrayList<SearchBundle.Included>();
        search.includes().forEach(include -> add(include, Interaction.READ, matches, included));
        search.revincludes().forEach(include -> add(include, Interaction.SEARCH, matches, included));
        return included.stream().distinct().toList();
    }

    private void add(Include include, Interaction how, List<Found> matches, List<SearchBundle.Included> included) {
        FhirTypes.find(include.type())
                .flatMap(type -> permissions.find(type, how))
                .ifPresent(type -> resources.included(include, type, matches, MOST_INCLUDED + 1).stream()
                        .map(found -> new SearchBundle.Included(type.name(), found))
                        .filter(one -> included.stream().noneMatch(one::isSame))
                        .forEach(included::add));
    }

    /** Of whom a sealed page is good: the type, and the detail that the caller sees. */
    static String form(String type, Scope scope) {
        return type + (scope.clinical() ? " clinical" : " reduced");
    }
}
