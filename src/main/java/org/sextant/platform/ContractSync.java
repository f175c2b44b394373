package org.sextant.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Discriminator;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Describes the items of a sync: the body of the create operation, with the item's type and the id of its parent. */
final class ContractSync {

    /** The schema of the create operation, by the item's type. */
    private static final Map<String, String> RECORDED = new LinkedHashMap<>();

    static {
        RECORDED.put("VITALS", "RecordVitals");
        RECORDED.put("SIDE_EFFECT", "RecordSideEffect");
        RECORDED.put("MEDICATION", "RecordMedication");
        RECORDED.put("START", "RecordStart");
        RECORDED.put("DOSE", "RecordDose");
        RECORDED.put("RATE", "RecordRate");
        RECORDED.put("DISCHARGE", "RecordDischarge");
        RECORDED.put("ASSESSMENT", "RecordAssessment");
    }

    private final Components components;

    ContractSync(Components components) {
        this.components = components;
    }

    void add() {
        Schema any = OASFactory.createSchema().description("Told apart by `type`.");
        Discriminator byType = OASFactory.createDiscriminator().propertyName("type");
        RECORDED.forEach((type, recorded) -> {
            var name = recorded.replaceFirst("Record", "Sync");
            components.addSchema(name, itemOf(type, components.getSchemas().get(recorded)));
            any.addOneOf(OASFactory.createSchema().ref(name));
            byType.addMapping(type, "#/components/schemas/" + name);
        });
        components.addSchema("SyncItem", any.discriminator(byType));
        components
                .getSchemas()
                .get("SyncItems")
                .getProperties()
                .get("items")
                .setItems(OASFactory.createSchema().ref("SyncItem"));
        // The code's type of an item, now unused; its name would break clients generated in Java.
        components.removeSchema("JsonNode");
        components.removeSchema("JsonNodeType");
    }

    private static Schema itemOf(String type, Schema recorded) {
        var parent = type.equals("ASSESSMENT") ? "courseId" : "sessionId";
        var members = new LinkedHashMap<String, Schema>();
        members.put("type", OASFactory.createSchema().addType(SchemaType.STRING).enumeration(List.of(type)));
        members.put(parent, OASFactory.createSchema().addType(SchemaType.STRING).format("uuid"));
        members.putAll(recorded.getProperties());
        var required = recorded.getRequired() == null ? List.<String>of() : recorded.getRequired();
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .properties(members)
                .required(Stream.concat(Stream.of("type", parent), required.stream())
                        .toList())
                .additionalPropertiesBoolean(false);
    }
}
