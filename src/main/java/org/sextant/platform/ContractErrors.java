package org.sextant.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Discriminator;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemType;

/** Describes the errors of the operations: a response for each status, and which statuses an operation can have. */
final class ContractErrors {

    private static final Map<Integer, String> HEADERS = Map.of(
            401,
            "WWW-Authenticate",
            415,
            "Accept",
            409,
            "Retry-After",
            412,
            "ETag",
            429,
            "Retry-After",
            503,
            "Retry-After");

    /** Reads its body line by line: it reports errors line by line too, and its body counts for no caller. */
    private static final String IMPORT = "importHistory";

    /** A caller may keep so many open. */
    private static final String STREAM = "followChanges";

    /** They begin behind a cursor that is in the body, or is kept. */
    private static final Set<String> FROM_CURSOR = Set.of("createWebhook", "resumeWebhook", "replayWebhook");

    private final Components components;
    private final ContractProblems problems;

    ContractErrors(Components components, ContractProblems problems) {
        this.components = components;
        this.problems = problems;
    }

    /** Adds the responses that the operations refer to. */
    void add() {
        problems.kinds().stream()
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()))
                .forEach((status, kinds) -> components.addResponse("Error" + status, response(status, kinds)));
        components.addResponse(
                "ErrorOther",
                answer(
                        "Any other error, such as a head that is too large",
                        OASFactory.createMediaType().schema(reference(ContractProblems.ANY))));
    }

    private APIResponse response(int status, List<ProblemType> kinds) {
        var body = OASFactory.createMediaType();
        if (kinds.size() == 1) {
            body.schema(reference(ContractProblems.nameOf(kinds.get(0)))).example(problems.example(kinds.get(0)));
        } else {
            body.schema(oneOf(kinds));
            kinds.forEach(kind -> body.addExample(
                    kind.slug(),
                    OASFactory.createExample().summary(kind.title()).value(problems.example(kind))));
        }
        var titles = kinds.stream().map(ProblemType::title).collect(Collectors.joining("; "));
        var response = answer(titles, body);
        if (HEADERS.containsKey(status)) {
            response.addHeader(HEADERS.get(status), ContractHeaders.response("See RFC 9110"));
        }
        return response;
    }

    private static Schema oneOf(List<ProblemType> kinds) {
        Discriminator byType = OASFactory.createDiscriminator().propertyName("type");
        Schema any = OASFactory.createSchema();
        kinds.forEach(kind -> {
            any.addOneOf(reference(ContractProblems.nameOf(kind)));
            byType.addMapping(kind.path(), "#/components/schemas/" + ContractProblems.nameOf(kind));
        });
        return any.discriminator(byType);
    }

    private static APIResponse answer(String description, MediaType body) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body));
    }

    private static Schema reference(String schema) {
        return OASFactory.createSchema().ref(schema);
    }

    /** Replaces the errors that SmallRye OpenAPI adds by those of the service. */
    void addTo(String path, HttpMethod method, Operation operation, boolean protectedByToken) {
        var responses = operation.getResponses();
        List.of("400", "401", "403").forEach(responses::removeAPIResponse);
        statusesOf(path, method, operation, protectedByToken)
                .forEach(status -> responses.addAPIResponse(
                        String.valueOf(status), OASFactory.createAPIResponse().ref("Error" + status)));
        responses.addAPIResponse("default", OASFactory.createAPIResponse().ref("ErrorOther"));
    }

    private static List<Integer> statusesOf(
            String path, HttpMethod method, Operation operation, boolean protectedByToken) {
        var errors = new ArrayList<>(List.of(400, 406, 500));
        if (protectedByToken) {
            // Requests wait for a place only under the paths that need a token.
            errors.addAll(List.of(401, 403, 503));
        }
        if (path.contains("{")) {
            errors.add(404);
        }
        var imports = operation.getOperationId().equals(IMPORT);
        if (operation.getRequestBody() != null) {
            errors.addAll(List.of(408, 413, 415, 422));
            if (!imports) {
                errors.add(429);
            }
        }
        var changes = (method == HttpMethod.POST && !imports) || method == HttpMethod.PATCH;
        if (changes || path.endsWith("/checks")) {
            errors.add(409);
        }
        if (ContractHeaders.has(operation, In.QUERY, "after") || FROM_CURSOR.contains(operation.getOperationId())) {
            errors.add(410);
        }
        if (operation.getOperationId().equals(STREAM)) {
            errors.add(429);
        }
        if (ContractHeaders.has(operation, In.HEADER, "If-Match")) {
            errors.add(412);
        }
        if (method == HttpMethod.PATCH || method == HttpMethod.PUT) {
            errors.add(428);
        }
        errors.sort(null);
        return errors;
    }
}
