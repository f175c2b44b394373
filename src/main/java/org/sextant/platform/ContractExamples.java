package org.sextant.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Copies the example of each schema to the request and response bodies of that schema. */
class ContractExamples {

    private final Map<String, Schema> schemas;

    ContractExamples(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    void addTo(Operation operation) {
        if (operation.getRequestBody() != null) {
            addTo(operation.getRequestBody().getContent());
        }
        operation.getResponses().getAPIResponses().values().forEach(response -> addTo(response.getContent()));
    }

    private void addTo(Content content) {
        if (content != null) {
            content.getMediaTypes()
                    .values()
                    .forEach(body -> exampleOf(body.getSchema()).ifPresent(body::setExample));
        }
    }

    /** The example of the schema where it has one. */
    Optional<Object> exampleOf(Schema schema) {
        if (schema == null) {
            return Optional.empty();
        }
        if (schema.getRef() != null) {
            return exampleOf(schemas.get(schema.getRef().replaceFirst(".*/", "")));
        }
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            return Optional.of(schema.getExamples().get(0));
        }
        if (schema.getExample() != null) {
            return Optional.of(schema.getExample());
        }
        if (schema.getAnyOf() != null) {
            return exampleOf(schema.getAnyOf().get(0));
        }
        if (schema.getOneOf() != null) {
            return exampleOf(schema.getOneOf().get(0));
        }
        return Optional.ofNullable(schema.getProperties())
                .map(properties -> properties.get("items"))
                .flatMap(items -> exampleOf(items.getItems()))
                .map(ContractExamples::pageOf);
    }

    private static Object pageOf(Object item) {
        var page = new LinkedHashMap<String, Object>();
        page.put("items", List.of(item));
        page.put("next", null);
        return page;
    }
}
