package org.sextant.exchange.fhir;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.search.FhirRepository.Found;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.SearchParser;
import org.sextant.exchange.fhir.search.SearchRequest;
import org.sextant.exchange.fhir.type.FhirTypes;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemMappers;

/** A call of the FHIR API: the type that it names, whether the caller may read it, and the answer. */
@ApplicationScoped
class FhirCall {

    private final FhirReads reads;
    private final SealedPage pages;
    private final Caller caller;
    private final CurrentVertxRequest current;
    private final BaseUrl base;

    private final String version;

    FhirCall(
            FhirReads reads,
            SealedPage pages,
            Caller caller,
            CurrentVertxRequest current,
            BaseUrl base,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.reads = reads;
        this.pages = pages;
        this.caller = caller;
        this.current = current;
        this.base = base;
        this.version = version;
    }

    RestResponse<byte[]> metadata() {
        var request = request();
        Negotiation.check(accept(request), request.getParam("_format"));
        return ok(Capability.of(base.get(), version)).build();
    }

    /**
     * One resource.
     *
     * @throws ProblemException 404 for an unknown type or id, 403 for the role, 406
     */
    RestResponse<byte[]> read(String name, String id) {
        var type = type(name);
        var request = request();
        Negotiation.check(accept(request), request.getParam("_format"));
        Negotiation.requireNoOthers(request.params().names());
        return reads.within(() -> answer(reads.find(type, id)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because(
                        "The token's clinic has no %s with this id.".formatted(type.name())))));
    }

    /**
     * A page of a search.
     *
     * @param form the parameters of the body, as a form; empty where there is none
     * @throws ProblemException 400 for parameters that are not understood, 404 for an unknown type, 403 for the role, 406
     */
    RestResponse<byte[]> search(String name, String form) {
        var type = type(name);
        var sent = Parameters.of(request().query(), form);
        Negotiation.check(accept(request()), sent.first("_format"));
        var scope = scope();
        var search = search(type, sent, scope);
        CalledResource.ofSearch(current.getCurrent(), type, search);
        return reads.within(() -> ok(reads.search(search, scope).write(scope)).build());
    }

    private SearchRequest search(ResourceType type, Parameters sent, Scope scope) {
        var cursor = sent.first(SealedPage.PARAMETER);
        if (cursor == null) {
            return SearchParser.parse(type, sent.entries(), scope, isLenient(), null);
        }
        sent.requireOnly(SealedPage.PARAMETER, "_count", "_format", "_pretty");
        var continued = pages.open(cursor, FhirReads.form(type.name(), scope));
        return SearchParser.parse(type, continued.parameters(), scope, false, continued.after());
    }

    private RestResponse<byte[]> answer(Found found) {
        var row = found.row();
        if (isKnown(row)) {
            return with(ResponseBuilder.notModified(), row).build();
        }
        return with(ok(FhirJson.of(out -> found.source().mapper().write(row, scope(), out))), row)
                .build();
    }

    private static ResponseBuilder<byte[]> with(ResponseBuilder<byte[]> answer, Row row) {
        if (row.updatedAt() != null) {
            answer.lastModified(Date.from(row.updatedAt()));
        }
        return answer.header(HttpHeaders.ETAG, "W/\"%d\"".formatted(row.version()));
    }

    /** True where the client has this version, by its tag, or without a tag by its time. */
    private boolean isKnown(Row row) {
        var tag = request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (tag != null) {
            return List.of(tag.replace("W/", "").split("\\s*,\\s*")).contains("\"%d\"".formatted(row.version()));
        }
        var since = request().getHeader(HttpHeaders.IF_MODIFIED_SINCE);
        return since != null
                && row.updatedAt() != null
                && time(since)
                        .filter(time ->
                                !row.updatedAt().truncatedTo(ChronoUnit.SECONDS).isAfter(time))
                        .isPresent();
    }

    /** RFC 9110 says that a date that cannot be read is as if it were not there. */
    private static Optional<Instant> time(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private ResourceType type(String name) {
        var type = FhirTypes.find(name)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because(
                        "This type of resource is not offered. GET /fhir/metadata lists the types that are."));
        if (type.roles().stream().noneMatch(caller::is)) {
            var ofCaller = Role.ALL.stream().filter(caller::is).toList();
            throw ProblemMappers.forbidden(type.roles(), ofCaller);
        }
        return type;
    }

    private Scope scope() {
        return new Scope(base.get(), caller.clinic(), caller.issuer(), caller.seesClinicalDetail());
    }

    private boolean isLenient() {
        return request().headers().getAll("Prefer").stream()
                .anyMatch(header -> header.toLowerCase(Locale.ROOT).contains("handling=lenient"));
    }

    private static List<String> accept(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.ACCEPT);
    }

    private HttpServerRequest request() {
        return current.getCurrent().request();
    }

    private static ResponseBuilder<byte[]> ok(byte[] document) {
        return ResponseBuilder.ok(document).type(FhirJson.CONTENT_TYPE);
    }
}
