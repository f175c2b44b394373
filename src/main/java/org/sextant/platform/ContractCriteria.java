package org.sextant.platform;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Names the criteria of a discharge one by one, where the code has a map by criterion. */
final class ContractCriteria {

    private static final String NAME = "DischargeCriteria";

    /** The schemas with a member {@code criteria}. */
    private static final List<String> WITH_CRITERIA = List.of("Discharge", "RecordDischarge", "Session");

    private final Components components;

    ContractCriteria(Components components) {
        this.components = components;
    }

    void add() {
        var schemas = components.getSchemas();
        var criteria = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("Whether each criterion of the protocol holds")
                .additionalPropertiesBoolean(false);
        schemas.get("DischargeCriterion")
                .getEnumeration()
                .forEach(criterion -> criteria.addProperty(
                        criterion.toString(), OASFactory.createSchema().addType(SchemaType.BOOLEAN)));
        components.addSchema(NAME, criteria);
        WITH_CRITERIA.forEach(name -> schemas.get(name)
                .addProperty("criteria", OASFactory.createSchema().ref(NAME)));
    }
}
