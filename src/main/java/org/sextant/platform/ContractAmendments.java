package org.sextant.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Describes the body of an amendment: the members of what was recorded, none required, and the reason. */
class ContractAmendments {

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
            var name = recorded.replaceFirst("Record", "Amend");
            components.addSchema(name, amendmentOf(components.getSchemas().get(recorded)));
            body.setSchema(OASFactory.createSchema().ref(name));
        });
    }

    private static Schema amendmentOf(Schema recorded) {
        var members = new LinkedHashMap<String, Schema>();
        recorded.getProperties().forEach((name, member) -> {
            if (!name.equals("id")) {
                members.put(name, member);
            }
        });
        members.put(
                "reason",
                OASFactory.createSchema()
                        .addType(SchemaType.STRING)
                        .minLength(1)
                        .maxLength(2000)
                        .description("Why it is corrected"));
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("The members that change, null to remove one, and the reason.")
                .properties(members)
                .required(List.of("reason"))
                .example(Map.of("note", "Second measurement", "reason", "Cuff was on the wrong arm"));
    }
}
