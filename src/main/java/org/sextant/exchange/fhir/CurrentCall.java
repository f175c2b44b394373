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
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.search.FhirRepository.Found;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.SearchRequest;
import org.sextant.exchange.fhir.smart.Interaction;
import org.sextant.exchange.fhir.smart.Permissions;
import org.sextant.exchange.fhir.type.FhirTypes;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemMappers;

/** What all calls of the FHIR API share: the type that is named, what the client takes, for whom the answer is written. */
@ApplicationScoped
class CurrentCall {

    private final Caller caller;
    private final CurrentVertxRequest current;
    private final BaseUrl base;
    private final Permissions permissions;

    CurrentCall(Caller caller, CurrentVertxRequest current, BaseUrl base, Permissions permissions) {
        this.caller = caller;
        this.current = current;
        this.base = base;
        this.permissions = permissions;
    }

    /**
     * The type with this name, as far as the caller may see it.
     *
     * @throws ProblemException 404 where it is not offered, 403 where the roles or the scopes of the caller do not allow it
     */
    ResourceType type(String name, Interaction how) {
        var type = FhirTypes.find(name)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because(
                        "This type of resource is not offered. GET /fhir/metadata lists the types that are."));
        if (type.roles().stream().noneMatch(caller::is)) {
            var ofCaller = Role.ALL.stream().filter(caller::is).toList();
            throw ProblemMappers.forbidden(type.roles(), ofCaller);
        }
        return permissions.find(type, how).orElseThrow(() -> permissions.refusal(type, how));
    }

    /**
     * The parameters of the address and of a form, from a client that takes FHIR's JSON.
     *
     * @param form the body; empty where there is none
     * @throws ProblemException 406 where the client takes no JSON, 400 where a parameter cannot be decoded
     */
    Parameters parameters(String form) {
        var sent = Parameters.of(request().query(), form);
        Negotiation.check(request().headers().getAll(HttpHeaders.ACCEPT), sent.first("_format"));
        return sent;
    }

    Scope scope() {
        return new Scope(base.get(), caller.clinic(), caller.issuer(), caller.seesClinicalDetail());
    }

    /** True where the client wants what is not understood to be left out. */
    boolean isLenient() {
        return request().headers().getAll("Prefer").stream()
                .anyMatch(header -> header.toLowerCase(Locale.ROOT).contains("handling=lenient"));
    }

    /** Names, for the audit trail, whom a search is about. */
    void isAbout(SearchRequest search) {
        CalledResource.ofSearch(current.getCurrent(), search.type(), search);
    }

    static ProblemException notFound(ResourceType type) {
        return CommonProblem.NOT_FOUND.because("The token's clinic has no %s with this id.".formatted(type.name()));
    }

    static ResponseBuilder<byte[]> ok(byte[] document) {
        return ResponseBuilder.ok(document).type(FhirJson.CONTENT_TYPE);
    }

    /**
     * The resource, or 304 where the client has this version.
     *
     * @param elements the members that are written; null for all
     */
    RestResponse<byte[]> answer(Found found, Set<String> elements) {
        var row = found.row();
        if (isKnown(row)) {
            return with(ResponseBuilder.notModified(), row).build();
        }
        var document = FhirJson.of(out -> found.source().mapper().write(row, scope(), out.only(elements)));
        return with(ok(document), row).build();
    }

    private static ResponseBuilder<byte[]> with(ResponseBuilder<byte[]> answer, Row row) {
        if (row.updatedAt() != null) {
            answer.lastModified(Date.from(row.updatedAt()));
        }
        return answer.header(HttpHeaders.ETAG, "W/\"%d\"".formatted(row.version()));
    }

    /** By its tag, or without a tag by its time. */
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

    private HttpServerRequest request() {
        return current.getCurrent().request();
    }
}
