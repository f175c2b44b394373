package org.sextant.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Describes the bodies that change a part of a record: merge patches and amendments. No member is required, at any
 * depth, and a member that the record can lack may be null, which removes it.
 */
final class ContractPatches {

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

    ContractPatches(Components components) {
        this.components = components;
    }

    void addTo(HttpMethod method, Operation operation) {
        if (operation.getOperationId().startsWith("amend")) {
            bodies(operation).forEach(body -> {
                var recorded = nameOf(body.getSchema());
                var name = "A" + operation.getOperationId().substring(1);
                components.addSchema(name, amendment(name, recorded));
                if (!recorded.startsWith("Record")) {
                    components.removeSchema(recorded);
                }
                body.setSchema(OASFactory.createSchema().ref(name));
            });
        } else if (method == HttpMethod.PATCH) {
            bodies(operation).forEach(body -> {
                var name = nameOf(body.getSchema());
                components.addSchema(name, patch(name, components.getSchemas().get(name)));
            });
        }
    }

    private static List<MediaType> bodies(Operation operation) {
        return List.copyOf(
                operation.getRequestBody().getContent().getMediaTypes().values());
    }

    private Schema amendment(String name, String recorded) {
        var schema = patch(name, components.getSchemas().get(recorded));
        schema.setExamples(null);
        schema.removeProperty("id");
        schema.removeProperty("overrideReason");
        schema.addProperty(
                "reason",
                OASFactory.createSchema()
                        .addType(SchemaType.STRING)
                        .minLength(1)
                        .maxLength(2000)
                        .pattern("\\S")
                        .description("Why it is corrected"));
        var example = new LinkedHashMap<String, Object>();
        example.put(CHANGES.get(name).getKey(), CHANGES.get(name).getValue());
        example.put("reason", "Read off wrongly");
        return schema.description("The members that change, null to remove one, and the reason.")
                .required(List.of("reason"))
                .example(example);
    }

    /** A copy of the schema of a whole object as the schema of its changes. */
    private Schema patch(String name, Schema whole) {
        var required = whole.getRequired() == null ? List.<String>of() : whole.getRequired();
        var members = new LinkedHashMap<String, Schema>();
        whole.getProperties()
                .forEach((member, schema) ->
                        members.put(member, change(name + capitalised(member), schema, !required.contains(member))));
        return copy(whole).properties(members).required(null);
    }

    /**
     * The schema of one member that changes.
     *
     * @param name the name of the schema that the member gets where the member is an object
     */
    private Schema change(String name, Schema member, boolean removable) {
        var type = resolved(member);
        if (type.getProperties() != null) {
            var changes = patch(name, type).additionalPropertiesBoolean(false);
            components.addSchema(name, removable ? nullable(changes) : changes);
            return OASFactory.createSchema().ref(name);
        }
        if (!removable) {
            return member;
        }
        var removed = nullable(copy(type));
        return member.getDescription() == null ? removed : removed.description(member.getDescription());
    }

    private static Schema nullable(Schema schema) {
        if (schema.getEnumeration() != null) {
            var values = new ArrayList<>(schema.getEnumeration());
            values.add(null);
            schema.setEnumeration(values);
        }
        var types = new ArrayList<>(schema.getType());
        types.add(SchemaType.NULL);
        return schema.type(types);
    }

    /** What a reference refers to; also of one with a description, which stands beside the reference in {@code allOf}. */
    private Schema resolved(Schema schema) {
        if (schema.getRef() != null) {
            return resolved(components.getSchemas().get(nameOf(schema)));
        }
        return schema.getAllOf() != null && schema.getAllOf().size() == 1
                ? resolved(schema.getAllOf().get(0))
                : schema;
    }

    private static Schema copy(Schema schema) {
        var copy = OASFactory.createSchema();
        copy.setAll(new LinkedHashMap<>(schema.getAll()));
        copy.setExtensions(schema.getExtensions());
        return copy;
    }

    private static String nameOf(Schema reference) {
        return reference.getRef().replaceFirst(".*/", "");
    }

    private static String capitalised(String member) {
        return Character.toUpperCase(member.charAt(0)) + member.substring(1);
    }
}
