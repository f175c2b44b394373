package org.sextant.platform;

import io.quarkus.smallrye.openapi.OpenApiFilter;
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
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.sextant.web.ApiPaths;

/** Adds the parts that many operations of the contract share: errors, security, roles, headers, examples. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ContractFilter implements OASFilter {

    static final String TOKEN = "token";

    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);
    private static final DotName ROLES = DotName.createSimple(jakarta.annotation.security.RolesAllowed.class);

    /** Schemas of bodies that a request may omit. */
    private static final List<String> OPTIONAL =
            List.of("NoMembers", "ActivateCourse", "StartInfusion", "PauseInfusion", "AcknowledgeAlert", "SubmitRems");

    /** Schemas of values that are text or an object; the contract generator makes objects of them. */
    private static final List<String> ALTERNATIVES = List.of("RequiredClearance");

    private final IndexView index;
    private final Map<String, List<String>> rolesOfOperation = new LinkedHashMap<>();

    /** @param index the index of the classes; the source of the roles of each operation and of the kinds of problem */
    public ContractFilter(IndexView index) {
        this.index = index;
        index.getAnnotations(OPERATION)
                .forEach(operation -> Optional.ofNullable(operation.target().annotation(ROLES))
                        .ifPresent(roles -> rolesOfOperation.put(
                                operation.value("operationId").asString(),
                                Arrays.asList(roles.value().asStringArray()))));
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        var components = contract.getComponents();
        var schemas = components.getSchemas();
        ALTERNATIVES.forEach(name -> leaveOnlyAlternatives(schemas.get(name)));
        ContractNumbers.addTo(schemas);
        ContractTexts.addTo(schemas);
        new ContractCriteria(components).add();
        new ContractSync(components).add();
        var patches = new ContractPatches(components);
        forEach(contract, (path, method, operation) -> patches.addTo(method, operation));
        var problems = new ContractProblems(components, index);
        problems.add();
        var errors = new ContractErrors(components, problems);
        errors.add();
        var examples = new ContractExamples(components.getSchemas());
        forEach(contract, (path, method, operation) -> {
            complete(path, method, operation);
            errors.addTo(path, method, operation, ApiPaths.needsToken(path));
            examples.addTo(operation);
            closeBody(operation, components.getSchemas());
        });
    }

    private interface Visitor {
        void visit(String path, HttpMethod method, Operation operation);
    }

    private static void forEach(OpenAPI contract, Visitor visitor) {
        contract.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> visitor.visit(path, method, operation)));
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
        operation.setSecurity(List.of());
        if (ApiPaths.needsToken(path)) {
            operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
            operation.setDescription(describe(operation));
            addSuccessHeaders(method, operation);
            ContractHeaders.addTo(method, operation);
            if (rolesOfOperation.get(operation.getOperationId()).contains("EMERGENCY")) {
                ContractHeaders.addEmergencyAccess(operation);
            }
        }
    }

    private String describe(Operation operation) {
        var roles = "Roles: " + String.join(", ", rolesOfOperation.get(operation.getOperationId())) + ".";
        return operation.getDescription() == null ? roles : operation.getDescription() + "\n\n" + roles;
    }

    private static void addSuccessHeaders(HttpMethod method, Operation operation) {
        var responses = operation.getResponses();
        var created = responses.getAPIResponse("201");
        var ofOneRecord = !operation.getOperationId().equals("scheduleCourse");
        if (created != null && ofOneRecord) {
            created.addHeader("Location", ContractHeaders.response("Where the record is"));
            if (method == HttpMethod.POST) {
                responses.addAPIResponse("200", replay(created));
            }
        }
        if (ContractHeaders.has(operation, In.QUERY, "cursor")) {
            responses
                    .getAPIResponse("200")
                    .addHeader("Link", ContractHeaders.response("The next page, as rel=\"next\"; absent on the last"));
        }
        if (operation.getOperationId().equals("listChanges")) {
            responses
                    .getAPIResponse("200")
                    .addHeader("Link", ContractHeaders.response("What comes next, as rel=\"next\""));
        }
        if (method == HttpMethod.GET && sends(operation, "If-None-Match")) {
            responses.addAPIResponse(
                    "304", OASFactory.createAPIResponse().description("Still the version that If-None-Match names"));
        }
        var versioned = created != null || sends(operation, "If-Match") || sends(operation, "If-None-Match");
        Stream.of("200", "201")
                .map(responses::getAPIResponse)
                .filter(success -> success != null && versioned && ofOneRecord)
                .forEach(success -> success.addHeader("ETag", ContractHeaders.response("The version, in quotes")));
    }

    private static APIResponse replay(APIResponse created) {
        return OASFactory.createAPIResponse()
                .description("The same create was carried out before; the stored record")
                .addHeader("ETag", ContractHeaders.response("The version, in quotes"))
                .addHeader("Location", ContractHeaders.response("Where the record is"))
                .content(created.getContent());
    }

    private static boolean sends(Operation operation, String header) {
        return ContractHeaders.has(operation, In.HEADER, header);
    }
}
