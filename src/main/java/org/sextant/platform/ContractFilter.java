package org.sextant.platform;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemType;

/** Adds the parts that many operations of the contract share: errors, security, roles, headers, examples. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {

    static final String TOKEN = "token";

    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);
    private static final DotName ROLES = DotName.createSimple(jakarta.annotation.security.RolesAllowed.class);
    private static final List<ProblemType> ERRORS = List.of(
            CommonProblem.BAD_REQUEST,
            CommonProblem.UNAUTHENTICATED,
            CommonProblem.FORBIDDEN,
            CommonProblem.NOT_FOUND,
            CommonProblem.NOT_ACCEPTABLE,
            CommonProblem.REQUEST_TIMEOUT,
            CommonProblem.WRONG_STATE,
            CommonProblem.STALE,
            CommonProblem.TOO_LARGE,
            CommonProblem.UNSUPPORTED_MEDIA_TYPE,
            CommonProblem.INVALID,
            CommonProblem.IF_MATCH_REQUIRED,
            CommonProblem.TOO_MANY_REQUESTS,
            CommonProblem.BUSY);

    private static final Map<Integer, String> ERROR_HEADERS =
            Map.of(401, "WWW-Authenticate", 409, "Retry-After", 412, "ETag", 429, "Retry-After", 503, "Retry-After");

    /** Bodies of a merge patch: an absent member stays unchanged, so no member is required. */
    private static final List<String> EDITS = List.of("PatientDetails", "CourseDetails");

    /** Schemas of bodies that a request may omit. */
    private static final List<String> OPTIONAL =
            List.of("NoMembers", "ActivateCourse", "StartInfusion", "PauseInfusion", "AcknowledgeAlert", "SubmitRems");

    /** Schemas of values that are text or an object; the contract generator makes objects of them. */
    private static final List<String> ALTERNATIVES = List.of("RequiredClearance");

    private final Map<String, List<String>> rolesOfOperation = new LinkedHashMap<>();

    /** @param index the index of the classes; the source of the roles of each operation */
    public ContractFilter(IndexView index) {
        index.getAnnotations(OPERATION)
                .forEach(operation -> Optional.ofNullable(operation.target().annotation(ROLES))
                        .ifPresent(roles -> rolesOfOperation.put(
                                operation.value("operationId").asString(),
                                Arrays.asList(roles.value().asStringArray()))));
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        ERRORS.forEach(error -> contract.getComponents().addResponse("Error" + error.status(), response(error)));
        ERROR_HEADERS.forEach((status, header) -> contract.getComponents()
                .getResponses()
                .get("Error" + status)
                .addHeader(header, header("See RFC 9110")));
        EDITS.forEach(edit -> contract.getComponents().getSchemas().get(edit).setRequired(null));
        ALTERNATIVES.forEach(name ->
                leaveOnlyAlternatives(contract.getComponents().getSchemas().get(name)));
        new ContractSync(contract.getComponents()).add();
        var amendments = new ContractAmendments(contract.getComponents());
        contract.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().values().forEach(amendments::addTo));
        var examples = new ContractExamples(contract.getComponents().getSchemas());
        contract.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    complete(path, method, operation);
                    examples.addTo(operation);
                    closeBody(operation, contract.getComponents().getSchemas());
                }));
    }

    private static void leaveOnlyAlternatives(Schema schema) {
        schema.setType(null);
        schema.setProperties(null);
        schema.setRequired(null);
    }

    /** The service refuses unknown members, so the contract forbids additional properties. */
    private static void closeBody(Operation operation, Map<String, Schema> schemas) {
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().getMediaTypes().values().forEach(body -> {
                var name = body.getSchema().getRef().replaceFirst(".*/", "");
                schemas.get(name).setAdditionalPropertiesBoolean(false);
                operation.getRequestBody().setRequired(!OPTIONAL.contains(name));
            });
        }
    }

    private void complete(String path, HttpMethod method, Operation operation) {
        var responses = operation.getResponses();
        // The errors that SmallRye OpenAPI adds are replaced by the service's errors.
        List.of("400", "401", "403").forEach(responses::removeAPIResponse);
        var protectedByToken = path.startsWith("/v1");
        operation.setSecurity(List.of());
        if (protectedByToken) {
            operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
            operation.setDescription(describe(operation));
            addSuccessHeaders(method, operation);
            ContractHeaders.addTo(method, operation);
            if (rolesOfOperation.get(operation.getOperationId()).contains("EMERGENCY")) {
                ContractHeaders.addEmergencyAccess(operation);
            }
        }
        for (var status : errorsOf(path, method, operation, protectedByToken)) {
            responses.addAPIResponse(
                    String.valueOf(status), OASFactory.createAPIResponse().ref("Error" + status));
        }
    }

    private String describe(Operation operation) {
        var roles = "Roles: " + String.join(", ", rolesOfOperation.get(operation.getOperationId())) + ".";
        return operation.getDescription() == null ? roles : operation.getDescription() + "\n\n" + roles;
    }

    private static List<Integer> errorsOf(
            String path, HttpMethod method, Operation operation, boolean protectedByToken) {
        var errors = new ArrayList<>(List.of(400, 406, 503));
        if (protectedByToken) {
            errors.addAll(List.of(401, 403));
        }
        if (path.contains("{")) {
            errors.add(404);
        }
        if (operation.getRequestBody() != null) {
            errors.addAll(List.of(408, 413, 415, 422, 429));
        }
        // An import reports its errors line by line, not as a 409.
        var changes = (method == HttpMethod.POST && !path.equals("/v1/imports")) || method == HttpMethod.PATCH;
        if (changes || path.endsWith("/checks")) {
            errors.add(409);
        }
        if (sends(operation, "If-Match")) {
            errors.add(412);
        }
        if (method == HttpMethod.PATCH || method == HttpMethod.PUT) {
            errors.add(428);
        }
        errors.sort(null);
        return errors;
    }

    private static void addSuccessHeaders(HttpMethod method, Operation operation) {
        var responses = operation.getResponses();
        var created = responses.getAPIResponse("201");
        var ofOneRecord = !operation.getOperationId().equals("scheduleCourse");
        if (created != null && ofOneRecord) {
            created.addHeader("Location", header("Where the record is"));
            if (method == HttpMethod.POST) {
                responses.addAPIResponse("200", replay(created));
            }
        }
        if (sendsQuery(operation, "cursor")) {
            responses
                    .getAPIResponse("200")
                    .addHeader("Link", header("The next page, as rel=\"next\"; absent on the last"));
        }
        if (method == HttpMethod.GET && sends(operation, "If-None-Match")) {
            responses.addAPIResponse(
                    "304", OASFactory.createAPIResponse().description("Still the version that If-None-Match names"));
        }
        var versioned = created != null || sends(operation, "If-Match") || sends(operation, "If-None-Match");
        Stream.of("200", "201")
                .map(responses::getAPIResponse)
                .filter(success -> success != null && versioned && ofOneRecord)
                .forEach(success -> success.addHeader("ETag", header("The version, in quotes")));
    }

    private static APIResponse replay(APIResponse created) {
        return OASFactory.createAPIResponse()
                .description("The same create was carried out before; the stored record")
                .addHeader("ETag", header("The version, in quotes"))
                .addHeader("Location", header("Where the record is"))
                .content(created.getContent());
    }

    private static boolean sends(Operation operation, String header) {
        return has(operation, In.HEADER, header);
    }

    private static boolean sendsQuery(Operation operation, String name) {
        return has(operation, In.QUERY, name);
    }

    private static boolean has(Operation operation, In place, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getIn() == place && name.equals(parameter.getName()));
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static APIResponse response(ProblemType error) {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", "/problems/" + error.slug());
        example.put("title", error.title());
        example.put("status", error.status());
        example.put("detail", error.title() + ".");
        example.put("instance", "/v1/courses");
        Schema problem = OASFactory.createSchema().ref("Problem");
        MediaType body = OASFactory.createMediaType().schema(problem).example(example);
        Content content = OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body);
        return OASFactory.createAPIResponse().description(error.title()).content(content);
    }
}
