package org.sextant.exchange.fhir;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.sextant.audit.log.CalledRecord;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.SearchRequest;
import org.sextant.exchange.fhir.type.FhirTypes;
import org.sextant.web.ApiPaths;
import org.sextant.web.QueryText;
import org.sextant.web.RequestPipeline;

/** Names the resource that a path of the FHIR API is about, for the audit trail; also of calls that are refused. */
class CalledResource {

    private static final Pattern PATH =
            Pattern.compile(ApiPaths.FHIR + "/([A-Za-z]+)(?:/([^/]+))?(?:/([^/]+))?(?:/[^/]+)*");

    /** The last segments of paths that the trail names; no other text of a client gets there. */
    private static final Map<String, String> ENDS = Map.of(
            "_search", "/_search",
            "$lastn", "/$lastn",
            "_history", "/_history",
            "$everything", "/$everything");

    /** The id of a Provenance: the type, the id and the version of its target. */
    private static final Pattern TARGET = Pattern.compile("([A-Z][A-Za-z]+)\\.(.+)\\.\\d+");

    private static final int LENGTH_OF_UUID = 36;

    void register(@Observes Filters filters) {
        filters.register(
                call -> {
                    name(call);
                    call.next();
                },
                RequestPipeline.PATH);
    }

    private static void name(RoutingContext call) {
        var path = PATH.matcher(String.valueOf(call.request().path()));
        if (path.matches()) {
            FhirTypes.find(path.group(1)).ifPresent(type -> name(call, type, path.group(2), path.group(3)));
        }
    }

    private static void name(RoutingContext call, ResourceType type, String id, String operation) {
        var address = ApiPaths.FHIR + "/" + type.name();
        if (id == null || ENDS.containsKey(id)) {
            new CalledRecord(address + ENDS.getOrDefault(id == null ? "" : id, ""), null, null).nameFor(call);
            return;
        }
        var ofTarget = TARGET.matcher(id);
        if (ofTarget.matches()) {
            FhirTypes.find(ofTarget.group(1))
                    .ifPresent(target ->
                            named(address + "/{id}", target, ofTarget.group(2)).nameFor(call));
            return;
        }
        named(address + "/{id}" + ENDS.getOrDefault(operation == null ? "" : operation, ""), type, id)
                .nameFor(call);
    }

    private static CalledRecord named(String path, ResourceType type, String id) {
        var record = id.substring(0, Math.min(LENGTH_OF_UUID, id.length()));
        return new CalledRecord(
                path, type.collection().of(part(id)), QueryText.isUuid(record) ? UUID.fromString(record) : null);
    }

    /** Names the patient, session or resource that a search is restricted to. */
    static void ofSearch(RoutingContext call, ResourceType type, SearchRequest search) {
        var path = call.request().path();
        var end = ENDS.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "");
        search.applied().stream()
                .flatMap(parameter -> record(type, parameter.getKey(), parameter.getValue()).stream())
                .findFirst()
                .ifPresent(record -> new CalledRecord(
                                ApiPaths.FHIR + "/" + type.name() + end, record.getKey(), record.getValue())
                        .nameFor(call));
    }

    private static Optional<Map.Entry<String, UUID>> record(ResourceType type, String parameter, String value) {
        var id = value.substring(value.lastIndexOf('/') + 1);
        var record = id.substring(0, Math.min(LENGTH_OF_UUID, id.length()));
        if (!QueryText.isUuid(record)) {
            return Optional.empty();
        }
        if (parameter.equals("target")) {
            return FhirTypes.find(value.split("/", 2)[0])
                    .map(target -> target.collection().of(part(id)))
                    .map(name -> Map.entry(name, UUID.fromString(record)));
        }
        return collection(type, parameter, id).map(name -> Map.entry(name, UUID.fromString(record)));
    }

    private static Optional<String> collection(ResourceType type, String parameter, String id) {
        return switch (parameter) {
            case "patient", "subject" -> Optional.of("patients");
            case "encounter", "context" -> Optional.of("sessions");
            case "episode-of-care" -> Optional.of("courses");
            case "_id" -> Optional.ofNullable(type.collection().of(part(id)));
            default -> Optional.empty();
        };
    }

    private static String part(String id) {
        return id.length() > LENGTH_OF_UUID + 1 ? id.substring(LENGTH_OF_UUID + 1) : "";
    }
}
