package org.sextant.exchange.fhir;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
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

    private static final Pattern PATH = Pattern.compile(ApiPaths.FHIR + "/([A-Za-z]+)(?:/([^/]+))?(?:/[^/]+)*");
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
            FhirTypes.find(path.group(1)).ifPresent(type -> name(call, type, path.group(2)));
        }
    }

    private static void name(RoutingContext call, ResourceType type, String id) {
        var address = ApiPaths.FHIR + "/" + type.name();
        if (id == null || id.startsWith("_") || id.startsWith("$")) {
            new CalledRecord(id == null ? address : address + "/_search", null, null).nameFor(call);
            return;
        }
        var record = id.substring(0, Math.min(LENGTH_OF_UUID, id.length()));
        new CalledRecord(
                        address + "/{id}",
                        type.collection().of(part(id)),
                        QueryText.isUuid(record) ? UUID.fromString(record) : null)
                .nameFor(call);
    }

    /** Names the patient, session or resource that a search is restricted to. */
    static void ofSearch(RoutingContext call, ResourceType type, SearchRequest search) {
        var path =
                ApiPaths.FHIR + "/" + type.name() + (call.request().method().equals(HttpMethod.POST) ? "/_search" : "");
        search.applied().stream()
                .flatMap(parameter -> record(type, parameter.getKey(), parameter.getValue()).stream())
                .findFirst()
                .ifPresent(record -> new CalledRecord(path, record.getKey(), record.getValue()).nameFor(call));
    }

    private static Optional<Map.Entry<String, UUID>> record(ResourceType type, String parameter, String value) {
        var id = value.substring(value.lastIndexOf('/') + 1);
        var record = id.substring(0, Math.min(LENGTH_OF_UUID, id.length()));
        if (!QueryText.isUuid(record)) {
            return Optional.empty();
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
