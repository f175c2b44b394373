package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.INTEGRATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.LightClient;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.type.FhirTypes;

/** All that the CapabilityStatement claims is answered, to somebody without a token as well. */
@QuarkusTest
class CapabilityTest {

    @Test
    void theStatementIsOpenToEverybody() {
        var statement = Fhir.get(LightClient.anybody(), "metadata");

        assertThat(statement.path("resourceType").asText()).isEqualTo("CapabilityStatement");
        assertThat(statement.path("fhirVersion").asText()).isEqualTo("4.0.1");
        assertThat(statement.path("implementation").path("url").asText()).matches("http://127.0.0.1:\\d+/fhir");
        // A forged host changes no link.
        assertThat(Fhir.get(LightClient.anybody().header("X-Forwarded-Host", "evil.example"), "metadata")
                        .path("implementation"))
                .isEqualTo(statement.path("implementation"));
        Fhir.isOutcome(
                LightClient.anybody().header("Accept", "application/xml").get("/fhir/metadata"),
                406,
                "not-supported",
                "not-acceptable");
    }

    @Test
    void whereNoIdentityProviderIsNamedThereIsNoSmartConfiguration() {
        Fhir.isOutcome(
                LightClient.anybody().get("/fhir/.well-known/smart-configuration"), 404, "not-found", "not-found");
        assertThat(security(Fhir.get(LightClient.anybody(), "metadata"))).isEqualTo("OAuth");
    }

    private static String security(JsonNode statement) {
        return statement.at("/rest/0/security/service/0/coding/0/code").asText();
    }

    @Test
    void everyParameterThatItClaimsIsTaken() {
        var types =
                Fhir.get(LightClient.anybody(), "metadata").path("rest").path(0).path("resource");

        assertThat(types).hasSameSizeAs(FhirTypes.ALL);
        types.forEach(type -> type.path("searchParam").forEach(parameter -> {
            var name = type.path("type").asText();
            var search = name + "?" + parameter.path("name").asText() + "=" + example(parameter) + needed(name);
            Fhir.get(reader(name), search);
        }));
        types.forEach(type -> {
            var name = type.path("type").asText();
            type.path("searchInclude")
                    .forEach(include -> Fhir.get(reader(name), name + "?_include=" + include.asText() + needed(name)));
            type.path("searchRevInclude")
                    .forEach(include ->
                            Fhir.get(reader(name), name + "?_revinclude=" + include.asText() + needed(name)));
        });
    }

    private static String example(JsonNode parameter) {
        return switch (parameter.path("type").asText()) {
            case "date" -> "ge2026-01-05";
            case "reference" -> UUID.randomUUID().toString();
            default -> "x";
        };
    }

    private static LightClient reader(String name) {
        var roles = FhirTypes.find(name).map(ResourceType::roles).orElseThrow();
        return LightClient.as(roles.contains(INTEGRATION) ? INTEGRATION : AUDITOR);
    }

    private static String needed(String name) {
        var needed = FhirTypes.find(name).map(ResourceType::needed).orElseThrow();
        return needed.isEmpty() ? "" : "&_id=" + UUID.randomUUID();
    }
}
