package org.sextant.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Describes the body of an amendment: the members of the recorded item or step, all optional, and the required reason.
 */
class ContractAmendments {

    /** By schema, one member that may change, with its value in the example. */
    private static final Map<String, Map.Entry<String, Object>> CHANGES = Map.of(
            "AmendCheckIn", Map.entry("weightKg", 72.5),
            "AmendInfusionEnd", Map.entry("administeredMg", 35),
            "AmendVitals", Map.entry("note", "Second measurement"),
            "AmendSideEffect", Map.entry("severity", "MILD"),
            "AmendMedication", Map.entry("dose", 8),
            "AmendDose", Map.entry("mg", 15),
            "AmendAssessment", Map.entry("timepoint", "PRE_SESSION"),
            "AmendClearance", Map.entry("clearedOn", "2026-02-23"));

    private final Components components;

    ContractAmendments(Components components) {
        this.components = components;
    }

    void addTo(Operation operation) {
        if (!operation.getOperationId().startsWith("amend")) {
            return;
        }
        operation.getRequestBody().getContent().getMediaTypes().values().forEach(body -> {
            var recorded = body.getSchema().getRef().replaceFirst(".*/", "");
            var name = "A" + operation.getOperationId().substring(1);
            components.addSchema(name, amendmentOf(name, components.getSchemas().get(recorded)));
            if (!recorded.startsWith("Record")) {
                components.removeSchema(recorded);
            }
            body.setSchema(OASFactory.createSchema().ref(name));
        });
    }

    private static Schema amendmentOf(String name, Schema recorded) {
        var members = new LinkedHashMap<String, Schema>();
        members.putAll(recorded.getProperties());
        members.remove("id");
        members.remove("overrideReason");
        members.put(
                "reason",
                OASFactory.createSchema()
                        .addType(SchemaType.STRING)
                        .minLength(1)
                        .maxLength(2000)
                        .description("Why it is corrected"));
        var example = new LinkedHashMap<String, Object>();
        example.put(CHANGES.get(name).getKey(), CHANGES.get(name).getValue());
        example.put("reason", "Read off wrongly");
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("The members that change, null to remove one, and the reason.")
                .properties(members)
                .required(List.of("reason"))
                .example(example);
    }
}
