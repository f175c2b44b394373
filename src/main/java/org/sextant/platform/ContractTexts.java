package org.sextant.platform;

import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says of text that must not be empty that it must not be blank either. */
final class ContractTexts {

    private static final String VISIBLE = "\\S";

    private ContractTexts() {}

    static void addTo(Map<String, Schema> schemas) {
        schemas.values().forEach(ContractTexts::addTo);
    }

    private static void addTo(Schema schema) {
        var text = schema.getType() != null && schema.getType().contains(SchemaType.STRING);
        if (text
                && schema.getMinLength() != null
                && schema.getMinLength() > 0
                && schema.getPattern() == null
                && schema.getEnumeration() == null) {
            schema.setPattern(VISIBLE);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(ContractTexts::addTo);
        }
        if (schema.getItems() != null) {
            addTo(schema.getItems());
        }
    }
}
