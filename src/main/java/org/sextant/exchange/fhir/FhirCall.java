package org.sextant.exchange.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.search.Elements;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.SearchParser;
import org.sextant.exchange.fhir.search.SearchRequest;
import org.sextant.exchange.fhir.smart.Interaction;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;

/** Reads and searches of the FHIR API, and its statement of what it offers. */
@ApplicationScoped
class FhirCall {

    private final FhirReads reads;
    private final SealedPage pages;
    private final CurrentCall call;
    private final BaseUrl base;
    private final SmartConfiguration smart;
    private final String version;

    FhirCall(
            FhirReads reads,
            SealedPage pages,
            CurrentCall call,
            BaseUrl base,
            SmartConfiguration smart,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.reads = reads;
        this.pages = pages;
        this.call = call;
        this.base = base;
        this.smart = smart;
        this.version = version;
    }

    RestResponse<byte[]> metadata() {
        call.parameters("");
        return CurrentCall.ok(Capability.of(base.get(), version, smart)).build();
    }

    /** SMART asks for {@code application/json}, whatever the client takes. */
    RestResponse<byte[]> smartConfiguration() {
        if (!smart.isKnown()) {
            throw CommonProblem.NOT_FOUND.because("The settings of this service name no identity provider for SMART.");
        }
        return CurrentCall.ok(smart.document()).type(MediaType.APPLICATION_JSON).build();
    }

    /**
     * One resource.
     *
     * @throws ProblemException 404 for an unknown type or id, 403 for the role, 406
     */
    RestResponse<byte[]> read(String name, String id) {
        var type = call.type(name, Interaction.READ);
        var sent = call.parameters("");
        sent.requireKnown("a read", "_elements", "_format", "_pretty");
        var elements = Elements.of(type.name(), sent.first("_elements"));
        return reads.within(
                () -> call.answer(reads.find(type, id).orElseThrow(() -> CurrentCall.notFound(type)), elements));
    }

    /**
     * A page of a search.
     *
     * @param form the parameters of the body, as a form; empty where there is none
     * @throws ProblemException 400 for parameters that are not understood, 404 for an unknown type, 403 for the role, 406
     */
    RestResponse<byte[]> search(String name, String form) {
        var type = call.type(name, Interaction.SEARCH);
        var sent = call.parameters(form);
        var scope = call.scope();
        var search = search(type, sent, scope);
        call.isAbout(search);
        return reads.within(
                () -> CurrentCall.ok(reads.search(search, scope).write(scope)).build());
    }

    private SearchRequest search(ResourceType type, Parameters sent, Scope scope) {
        var cursor = sent.first(SealedPage.PARAMETER);
        if (cursor == null) {
            return SearchParser.parse(type, sent.entries(), scope, call.isLenient(), null);
        }
        sent.requireKnown("the link of a page", SealedPage.PARAMETER, "_count", "_format", "_pretty");
        var continued = pages.open(cursor, FhirReads.form(type.name(), scope));
        return SearchParser.parse(type, continued.parameters(), scope, false, continued.after());
    }
}
