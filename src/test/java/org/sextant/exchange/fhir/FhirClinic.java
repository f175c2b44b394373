package org.sextant.exchange.fhir;

import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.sextant.Clinics;
import org.sextant.LightClient;
import org.sextant.exchange.fhir.search.ResourceType;

/** A clinic with a bit of everything, and all that the FHIR API tells of it. */
final class FhirClinic {

    private final UUID clinic;
    private final List<String> patients = new ArrayList<>();

    FhirClinic(UUID clinic) {
        this.clinic = clinic;
        for (var sex : List.of("FEMALE", "MALE", "OTHER", "UNKNOWN")) {
            patients.add(create("/v1/patients", """
                    {"mrn": "%s", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "%s"}""".formatted(UUID.randomUUID(), sex)));
        }
    }

    private String create(String path, String body) {
        return LightClient.with(Clinics.token(clinic, PRESCRIBER))
                .body(body)
                .post(path)
                .id();
    }

    /** All resources of a type. */
    List<JsonNode> all(ResourceType type) {
        var ehr = LightClient.with(Clinics.token(clinic, INTEGRATION));
        var all = new LinkedHashMap<String, JsonNode>();
        var searches = type.needed().isEmpty()
                ? List.of(type.name() + "?_count=500")
                : patients.stream()
                        .map(patient -> type.name() + "?_count=500&patient=" + patient)
                        .toList();
        searches.forEach(search -> Fhir.entries(Fhir.get(ehr, search), "match")
                .forEach(resource -> all.put(resource.path("id").asText(), resource)));
        return List.copyOf(all.values());
    }
}
