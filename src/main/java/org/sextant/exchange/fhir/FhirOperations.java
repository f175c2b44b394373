package org.sextant.exchange.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.exchange.fhir.search.Elements;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.SearchParser;
import org.sextant.exchange.fhir.smart.Interaction;
import org.sextant.web.QueryText;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.Violations;

/** Earlier versions, {@code $everything} of a patient, and {@code $lastn} of Observations. */
@ApplicationScoped
class FhirOperations {

    /** The name of the operation, in the place of an id. */
    static final String LAST = "$lastn";

    private static final String HISTORY = "_history";
    private static final String EVERYTHING = "$everything";
    private static final int MOST_VERSIONS = 500;
    private static final int MOST_OF_EACH = 100;

    /** What a search has and {@code $lastn} has not. */
    private static final List<String> OF_PAGES = List.of("_count", "_sort", "_summary", "_total", SealedPage.PARAMETER);

    /** No patient has the id of zeros. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final FhirReads reads;
    private final Everything everything;
    private final CurrentCall call;

    FhirOperations(FhirReads reads, Everything everything, CurrentCall call) {
        this.reads = reads;
        this.everything = everything;
        this.call = call;
    }

    /**
     * One version of a resource.
     *
     * @throws ProblemException 404 for an unknown type, id or version, 403 for the role, 406
     */
    RestResponse<byte[]> readVersion(String name, String id, String version) {
        var type = versioned(name);
        var sent = call.parameters("");
        sent.requireKnown("a read", "_elements", "_format", "_pretty");
        var elements = Elements.of(type.name(), sent.first("_elements"));
        var number =
                version.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.valueOf(version)) : Optional.<Integer>empty();
        return reads.within(() -> call.answer(
                number.flatMap(known -> reads.version(type, id, known)).orElseThrow(() -> CurrentCall.notFound(type)),
                elements));
    }

    /**
     * The operation on one resource.
     *
     * @throws ProblemException 404 for an unknown type, id or operation, 403 for the role, 406
     */
    RestResponse<byte[]> operate(String name, String id, String operation) {
        if (operation.equals(HISTORY)) {
            return history(versioned(name), id);
        }
        var type = call.type(name, Interaction.READ);
        if (!operation.equals(EVERYTHING) || !name.equals("Patient")) {
            throw notOffered();
        }
        var asked = everything.asked(QueryText.isUuid(id) ? UUID.fromString(id) : NOBODY, call.parameters(""));
        return reads.within(() -> {
            if (reads.find(type, id).isEmpty()) {
                throw CurrentCall.notFound(type);
            }
            return CurrentCall.ok(everything.page(asked, call.scope())).build();
        });
    }

    private RestResponse<byte[]> history(ResourceType type, String id) {
        call.parameters("").requireKnown("a history", "_format", "_pretty");
        return reads.within(() -> {
            var versions = reads.versions(type, id, MOST_VERSIONS);
            if (versions.isEmpty()) {
                throw CurrentCall.notFound(type);
            }
            return CurrentCall.ok(new HistoryBundle(type.name(), versions).write(call.scope()))
                    .build();
        });
    }

    /**
     * The latest Observations of each code; without those that are entered in error, unless {@code status} asks for them.
     *
     * @throws ProblemException 400 for parameters that are not understood, 404 for another type, 403 for the role, 406
     */
    RestResponse<byte[]> last(String name) {
        var type = call.type(name, Interaction.SEARCH);
        if (!name.equals("Observation")) {
            throw notOffered();
        }
        var sent = call.parameters("");
        OF_PAGES.stream().filter(sent::has).findFirst().ifPresent(other -> {
            throw Violations.ofParameter(other, "is not a parameter of $lastn, whose answer is one page");
        });
        var each = each(sent.first("max"));
        var asked = sent.has("status") ? sent : sent.with("status:not", "entered-in-error");
        var search = SearchParser.parse(type, asked.without("max").entries(), call.scope(), call.isLenient(), null);
        call.isAbout(search);
        return reads.within(() ->
                CurrentCall.ok(reads.last(search, each).write(call.scope())).build());
    }

    private static int each(String max) {
        if (max == null) {
            return 1;
        }
        if (!max.matches("[1-9]\\d{0,8}")) {
            throw Violations.ofParameter("max", "must be a whole number of at least 1");
        }
        return Math.min(Integer.parseInt(max), MOST_OF_EACH);
    }

    /** The type, where all its resources have earlier versions. */
    private ResourceType versioned(String name) {
        var type = call.type(name, Interaction.READ);
        if (!type.hasVersions()) {
            throw notOffered();
        }
        return type;
    }

    private static ProblemException notOffered() {
        return CommonProblem.NOT_FOUND.because("This is not offered for this type. GET /fhir/metadata tells what is.");
    }
}
