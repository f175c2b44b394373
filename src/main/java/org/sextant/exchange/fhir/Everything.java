package org.sextant.exchange.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.search.FhirRepository;
import org.sextant.exchange.fhir.search.FhirRepository.Found;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.SearchRequest;
import org.sextant.exchange.fhir.search.SearchRequest.Position;
import org.sextant.exchange.fhir.search.Sql;
import org.sextant.exchange.fhir.smart.Interaction;
import org.sextant.exchange.fhir.smart.Permissions;
import org.sextant.exchange.fhir.type.FhirTypes;
import org.sextant.identity.Caller;
import org.sextant.web.problem.Violations;

/** All that the caller may see of one patient, type after type, in pages. */
@ApplicationScoped
class Everything {

    private static final int DEFAULT_COUNT = 50;
    private static final int MAX_COUNT = 500;

    /** Before the first resource of a type. */
    private static final Position BEGINNING = new Position("", "", "");

    private final FhirRepository resources;
    private final SealedPage pages;
    private final Caller caller;
    private final Permissions permissions;

    Everything(FhirRepository resources, SealedPage pages, Caller caller, Permissions permissions) {
        this.resources = resources;
        this.pages = pages;
        this.caller = caller;
        this.permissions = permissions;
    }

    /** One resource of a page. */
    private record Entry(String type, Found found) {}

    /**
     * What a call asks for.
     *
     * @param types the types that are still to be told, in order
     * @param after the last resource of the page before, of the first type
     */
    record Asked(UUID patient, List<ResourceType> types, int count, Position after) {}

    /**
     * Reads the parameters of a call: {@code _type}, {@code _count}, or the link of the page before.
     *
     * @throws org.sextant.web.problem.ProblemException 400 for others, and for values that cannot be read
     */
    Asked asked(UUID patient, Parameters sent) {
        var cursor = sent.first(SealedPage.PARAMETER);
        if (cursor == null) {
            sent.requireKnown("$everything", "_type", "_count", "_format", "_pretty");
            return new Asked(patient, types(sent.first("_type")), count(sent.first("_count")), BEGINNING);
        }
        sent.requireKnown("the link of a page", SealedPage.PARAMETER, "_count", "_format", "_pretty");
        var continued = pages.open(cursor, form(patient));
        var parameters =
                continued.parameters().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Asked(patient, types(parameters.get("_type")), count(parameters.get("_count")), continued.after());
    }

    /** The page that a call asks for, one statement a type. */
    byte[] page(Asked asked, Scope scope) {
        var entries = new ArrayList<Entry>();
        var after = asked.after();
        for (var i = 0; i < asked.types().size(); i++) {
            var type = asked.types().get(i);
            var room = asked.count() - entries.size();
            var found = resources.page(search(asked, type, room, after));
            found.stream().limit(room).forEach(one -> entries.add(new Entry(type.name(), one)));
            if (found.size() > room) {
                var last = room == 0 ? after : found.get(room - 1).position();
                return write(asked, entries, next(asked, i, last), scope);
            }
            after = BEGINNING;
        }
        return write(asked, entries, null, scope);
    }

    private static SearchRequest search(Asked asked, ResourceType type, int count, Position after) {
        var sql = new Sql();
        return new SearchRequest(
                type,
                List.of("patient_id = " + sql.bind(asked.patient())),
                sql,
                "id",
                false,
                count,
                false,
                after.equals(BEGINNING) ? null : after,
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    private String next(Asked asked, int first, Position after) {
        var types = asked.types().subList(first, asked.types().size()).stream()
                .map(ResourceType::name)
                .collect(Collectors.joining(","));
        return pages.seal(
                List.of(Map.entry("_type", types), Map.entry("_count", String.valueOf(asked.count()))),
                after,
                form(asked.patient()));
    }

    private String form(UUID patient) {
        return "everything " + patient + (caller.seesClinicalDetail() ? " clinical" : " reduced");
    }

    private List<ResourceType> types(String names) {
        if (names == null) {
            return FhirTypes.OF_PATIENT.stream().flatMap(this::visible).toList();
        }
        return List.of(names.split(",")).stream()
                .map(name -> FhirTypes.OF_PATIENT.stream()
                        .filter(type -> type.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> Violations.ofParameter("_type", "must be types that a patient has")))
                .distinct()
                .flatMap(this::visible)
                .toList();
    }

    /** The call names the patient, and nothing else of what it brings. */
    private Stream<ResourceType> visible(ResourceType type) {
        return permissions.find(type, type.name().equals("Patient") ? Interaction.READ : Interaction.SEARCH).stream();
    }

    private static int count(String text) {
        if (text == null) {
            return DEFAULT_COUNT;
        }
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw Violations.ofParameter("_count", "must be a whole number of at least 1");
        }
        return Math.min(Integer.parseInt(text), MAX_COUNT);
    }

    private static byte[] write(Asked asked, List<Entry> entries, String next, Scope scope) {
        var address = scope.base() + "/Patient/" + asked.patient() + "/$everything";
        return FhirJson.of(out -> out.element(() -> {
            out.member("resourceType", "Bundle").member("type", "searchset");
            SearchBundle.links(address, address, next, out);
            if (!entries.isEmpty()) {
                out.array(
                        "entry",
                        () -> entries.forEach(one -> SearchBundle.entry(one.type(), one.found(), "match", scope, out)));
            }
        }));
    }
}
