package org.sextant.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sextant.CommittedContract;

@QuarkusTest
class ContractTest {

    /** Mend with {@code mvn -DskipTests package}, which writes the file anew. */
    @Test
    void theCommittedContractIsWhatTheCodeServes() throws IOException {
        var served = given().accept("application/yaml").get("/q/openapi").asString();

        assertThat(Files.readString(CommittedContract.FILE).trim()).isEqualTo(served.trim());
    }

    @Test
    void everyOperationIsWhole() {
        var ids = new HashSet<String>();
        CommittedContract.parsed()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    var name = method + " " + path;
                    assertThat(operation.getOperationId()).as(name).isNotBlank();
                    assertThat(ids.add(operation.getOperationId())).as(name).isTrue();
                    assertThat(operation.getSummary()).as(name).isNotBlank();
                    assertThat(operation.getTags()).as(name).hasSize(1);
                    assertThat(operation.getResponses().keySet())
                            .as(name)
                            .containsAll(errorsOf(path, method, operation));
                    if (path.startsWith("/v1")) {
                        assertThat(operation.getSecurity())
                                .as(name)
                                .singleElement()
                                .satisfies(one -> assertThat(one).containsKey("token"));
                        assertThat(operation.getDescription()).as(name).contains("Roles: ");
                        hasExamples(name, operation);
                    }
                }));
        assertThat(ids).hasSizeGreaterThan(40);
    }

    private static void hasExamples(String name, Operation operation) {
        if (operation.getRequestBody() != null) {
            hasExample(name + " request", operation.getRequestBody().getContent());
        }
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                assertThat(response.getContent()).as(name + " " + status).isNotNull();
                hasExample(name + " " + status, response.getContent());
            }
        });
    }

    private static void hasExample(String name, Content content) {
        content.values().forEach(body -> assertThat(body.getExample()).as(name).isNotNull());
    }

    private static List<String> errorsOf(String path, HttpMethod method, Operation operation) {
        var errors = new ArrayList<String>();
        errors.add("400");
        errors.add("406");
        if (path.startsWith("/v1")) {
            errors.add("401");
            errors.add("403");
        }
        if (path.contains("{")) {
            errors.add("404");
        }
        if (operation.getRequestBody() != null) {
            errors.add("408");
            errors.add("413");
            errors.add("415");
            errors.add("422");
        }
        if (method == HttpMethod.PATCH || method == HttpMethod.PUT) {
            errors.add("412");
            errors.add("428");
        }
        return errors;
    }
}
