package org.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sextant.AccessTable;
import org.sextant.CommittedContract;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;
import org.sextant.identity.Role;

/** A question is understood or refused, never answered as if nothing had been asked. */
@QuarkusTest
class QueryParametersTest {

    /** One operation of the contract. */
    private record Called(
            String method, String path, List<String> parameters, List<String> roles, String type, boolean hasBody) {

        LightClient as(String role) {
            return dressed(LightClient.as(role));
        }

        /** With the headers and the body that the operation needs. */
        LightClient dressed(LightClient caller) {
            return hasBody
                    ? caller.header("Content-Type", type)
                            .header("If-Match", "*")
                            .body("{}")
                    : caller;
        }

        Answer ask(String name, String... values) {
            var asked = as(roles.get(0));
            for (var value : values) {
                asked = asked.query(name, value);
            }
            return asked.send(method, address());
        }

        String address() {
            return path.replaceAll("\\{[^}]*[iI]d}", UUID.randomUUID().toString())
                    .replace("{revision}", "1")
                    .replace("{slug}", "bad-request")
                    .replaceAll("\\{[^}]+}", "any");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyOperationRefusesAParameterItDoesNotHave() {
        return sweep(called -> {
            var answer = called.ask("nosuch", "1");
            assertRefused(answer, "nosuch", "is not a parameter of this operation");
            called.parameters().forEach(name -> assertThat(answer.body()).contains(name));
            if (called.method().equals("GET")) {
                var asked = called.as(called.roles().get(0)).query("nosuch", "1");
                assertThat(asked.send("HEAD", called.address()).status()).isEqualTo(400);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyParameterIsGivenOnceAndWithAValue() {
        return sweep(called -> {
            for (var name : called.parameters()) {
                assertRefused(called.ask(name, "1", "1"), name, "must be given once");
                assertRefused(called.ask(name, ""), name, "must not be empty");
                assertRefused(called.ask(name, " "), name, "must not be empty");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyPeriodEndsAfterItsBeginning() {
        return sweep(called -> {
            if (called.parameters().contains("from")) {
                assertThat(called.parameters()).contains("to");
                for (var role : called.roles()) {
                    assertRefused(
                            called.as(role)
                                    .query("from", "2026-01-01T00:00:00Z")
                                    .query("to", "2025-01-01T00:00:00Z")
                                    .send(called.method(), called.address()),
                            "to",
                            "must not lie before from");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whoMayNotCallIsToldNothingAboutParameters() {
        return sweep(called -> {
            if (called.path().startsWith("/v1/")) {
                var nobody = called.dressed(LightClient.anybody()).query("nosuch", "1");
                assertThat(nobody.send(called.method(), called.address()).status())
                        .isEqualTo(401);
            }
            for (var stranger : Role.ALL) {
                if (!called.roles().contains(stranger)) {
                    var answer = called.as(stranger).query("nosuch", "1").send(called.method(), called.address());
                    assertThat(answer.status()).as(stranger).isEqualTo(403);
                }
            }
        });
    }

    /** What people sent, and got everything. */
    @Test
    void whatWasAskedOfEverybodyIsRefusedByName() {
        assertRefused(LightClient.as(NURSE).query("mrn", "000123").get("/v1/patients"), "mrn", "is not a parameter");
        assertRefused(LightClient.as(NURSE).query("state", "OPEN").get("/v1/alerts"), "state", "is not a parameter");
        assertRefused(
                LightClient.as(PRESCRIBER)
                        .query("patient", UUID.randomUUID().toString())
                        .get("/v1/courses"),
                "patient",
                "is not a parameter");
        assertRefused(LightClient.as(NURSE).query("state", "DUE").get("/v1/rems"), "state", "is not a parameter");
        assertRefused(LightClient.as(NURSE).query("format", "csv").get("/v1/patients"), "format", "is not a parameter");
        assertRefused(
                LightClient.as(ANALYST).query("form", "2026-01-01").get("/v1/reports/courses"),
                "form",
                "is not a parameter");
    }

    @Test
    void allRefusedParametersAreNamedAtOnce() {
        var errors = LightClient.as(NURSE)
                .query("state", "OPEN")
                .query("kind", "")
                .query("limit", "1")
                .query("limit", "2")
                .get("/v1/alerts")
                .json()
                .get("errors");
        assertThat(errors.findValuesAsText("pointer")).containsExactly("kind", "limit", "state");
    }

    /** A parameter that the role may not use is no parameter that the service ignores. */
    @Test
    void aCoordinatorCannotAskByLabel() {
        var answer = LightClient.as(COORDINATOR).query("label", "trial-7").get("/v1/courses");
        assertThat(answer.isProblem(403, "forbidden")).as(answer.body()).isTrue();
    }

    private static void assertRefused(Answer answer, String name, String detail) {
        assertThat(answer.isProblem(400, "bad-request")).as(answer.body()).isTrue();
        assertThat(answer.json().get("errors")).as(answer.body()).hasSize(1);
        JsonNode error = answer.json().get("errors").get(0);
        assertThat(error.get("pointer").textValue()).isEqualTo(name);
        assertThat(error.get("detail").textValue()).contains(detail);
    }

    private interface Check {
        void on(Called called);
    }

    private static Stream<DynamicTest> sweep(Check check) {
        return all().stream().map(called -> DynamicTest.dynamicTest(called.toString(), () -> check.on(called)));
    }

    private static List<Called> all() {
        var access = AccessTable.read();
        var all = new ArrayList<Called>();
        CommittedContract.parsed()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> all.add(called(
                                method.name(),
                                path,
                                operation,
                                access.getOrDefault(method + " " + path, Set.copyOf(Role.ALL))))));
        assertThat(all).hasSizeGreaterThan(100);
        return all;
    }

    private static Called called(String method, String path, Operation operation, Set<String> access) {
        var parameters = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        var body = operation.getRequestBody();
        return new Called(
                method,
                path,
                parameters.stream()
                        .filter(parameter -> "query".equals(parameter.getIn()))
                        .map(Parameter::getName)
                        .toList(),
                Role.ALL.stream().filter(access::contains).toList(),
                body == null ? null : body.getContent().keySet().iterator().next(),
                body != null);
    }
}
