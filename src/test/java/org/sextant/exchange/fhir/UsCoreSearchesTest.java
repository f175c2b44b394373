package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.sextant.exchange.fhir.type.FhirTypes;
import org.yaml.snakeyaml.Yaml;

/**
 * The searches that US Core 8.0.0 asks for, as its test kit lists them, for each profile that a resource of a clinic
 * claims: what a search asks for by the values of a resource finds that resource.
 */
@QuarkusTest
class UsCoreSearchesTest {

    /** Not part of the project; see the folder's own page for where it comes from. */
    private static final Path LISTS = Path.of("..", "shared", "data", "us-core-8.0.0-searches");

    /** SHOULD, and about what no record has. */
    private static final List<String> NOT_OFFERED = List.of("death-date", "location", "discharge-disposition");

    @Test
    void everySearchOfAClaimedProfileFindsWhatItAsksFor() throws IOException {
        assumeTrue(Files.exists(LISTS), "The lists of US Core's searches are not in ../shared/data");
        var clinic = new FhirClinic(UUID.randomUUID());
        var walked = new ArrayList<String>();
        try (var files = Files.list(LISTS)) {
            for (var file : files.sorted().toList()) {
                walked.addAll(walk(clinic, file));
            }
        }
        assertThat(walked).contains("us-core-patient birthdate name", "us-core-blood-pressure patient category date");
        assertThat(walked).hasSizeGreaterThan(40);
    }

    @SuppressWarnings("unchecked")
    private static List<String> walk(FhirClinic clinic, Path file) throws IOException {
        Map<String, Object> profile = new Yaml().load(Files.readString(file));
        var type = FhirTypes.find((String) profile.get(":resource"));
        var url = (String) profile.get(":profile_url");
        if (type.isEmpty() || !type.get().profiles().contains(url)) {
            return List.of();
        }
        var claimed = clinic.all(type.get()).stream()
                .filter(resource ->
                        resource.path("meta").path("profile").toString().contains('"' + url + '"'))
                .toList();
        assertThat(claimed).as(url).isNotEmpty();
        var walked = new ArrayList<String>();
        for (var search : (List<Map<String, Object>>) profile.get(":searches")) {
            var names = (List<String>) search.get(":names");
            if (names.stream().noneMatch(NOT_OFFERED::contains)) {
                claimed.forEach(resource -> finds(clinic, resource, names));
                walked.add(url.replaceFirst(".*/", "") + " " + String.join(" ", names));
            } else {
                assertThat(search.get(":expectation")).as(names.toString()).isEqualTo("SHOULD");
            }
        }
        return walked;
    }

    private static void finds(FhirClinic clinic, JsonNode resource, List<String> names) {
        var query = names.stream()
                .map(name -> name + "=" + URLEncoder.encode(value(resource, name), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var type = resource.path("resourceType").asText();
        var search = type + "?_count=500&" + query;

        assertThat(Fhir.ids(Fhir.get(clinic.ehr(), search)))
                .as(search)
                .contains(resource.path("id").asText());
        assertThat(Fhir.ids(Fhir.post(clinic.ehr(), type, "_count=500&" + query)))
                .as(search)
                .contains(resource.path("id").asText());
    }

    private static String value(JsonNode resource, String name) {
        return switch (name) {
            case "_id" -> resource.path("id").asText();
            case "_lastUpdated" ->
                "ge" + resource.path("meta").path("lastUpdated").asText();
            case "patient" -> resource.path("subject").path("reference").asText();
            case "name" -> resource.path("name").path(0).path("family").asText();
            case "family" -> resource.path("name").path(0).path("family").asText();
            case "birthdate" -> resource.path("birthDate").asText();
            case "identifier" ->
                resource.path("identifier").path(0).path("system").asText() + "|"
                        + resource.path("identifier").path(0).path("value").asText();
            case "status", "authored", "questionnaire" -> resource.path(name).asText();
            case "date" -> "ge" + time(resource);
            case "class" -> coding(resource.path("class"));
            case "category", "type" ->
                coding(resource.path(name).path(0).path("coding").path(0));
            case "code" -> coding(resource.path("code").path("coding").path(0));
            default -> throw new AssertionError("A search by what this test does not know: " + name);
        };
    }

    private static String coding(JsonNode coding) {
        return coding.path("system").asText() + "|" + coding.path("code").asText();
    }

    private static String time(JsonNode resource) {
        return StreamSupport.stream(
                        List.of(
                                        resource.path("effectiveDateTime"),
                                        resource.path("effectivePeriod").path("start"),
                                        resource.path("period").path("start"))
                                .spliterator(),
                        false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElseThrow();
    }
}
