package org.sextant.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sextant.AccessTable;
import org.sextant.CommittedContract;
import org.sextant.identity.Role;

/**
 * What the contract says of one operation.
 *
 * @param contentType of the body; null where the operation takes none
 * @param schema of the body; null where the operation takes none
 * @param example of the body; null where there is none in JSON
 */
record ContractOperation(
        String method,
        String path,
        List<Parameter> parameters,
        String contentType,
        Schema<?> schema,
        JsonNode example,
        Set<String> statuses,
        List<String> roles) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All, in the order of the contract, but for the stream of events: its answer has no end. */
    static List<ContractOperation> all() {
        var access = AccessTable.read();
        var all = new ArrayList<ContractOperation>();
        CommittedContract.parsed()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> all.add(of(
                                method.name(),
                                path,
                                operation,
                                access.getOrDefault(method + " " + path, Set.copyOf(Role.ALL))))));
        all.removeIf(operation -> operation.path().equals("/v1/events"));
        return List.copyOf(all);
    }

    private static ContractOperation of(String method, String path, Operation operation, Set<String> access) {
        var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        var roles = Role.ALL.stream().filter(access::contains).toList();
        var statuses = operation.getResponses().keySet();
        if (operation.getRequestBody() == null) {
            return new ContractOperation(method, path, parameters, null, null, null, statuses, roles);
        }
        var body = operation.getRequestBody().getContent().entrySet().iterator().next();
        return new ContractOperation(
                method,
                path,
                parameters,
                body.getKey(),
                body.getValue().getSchema(),
                JSON.valueToTree(body.getValue().getExample()),
                statuses,
                roles);
    }

    /** The kind of record that a path parameter names: the segment before it. */
    String kindOf(String parameter) {
        var segments = path.substring(0, path.indexOf("/{" + parameter + "}")).split("/", -1);
        return segments[segments.length - 1];
    }

    List<Parameter> in(String place) {
        return parameters.stream().filter(one -> one.getIn().equals(place)).toList();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
