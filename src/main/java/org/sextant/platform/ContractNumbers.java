package org.sextant.platform;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Says in words how many decimals a number may have. As {@code multipleOf} of a fraction it would be refused by
 * validators that calculate in binary: for them 25.2 is no multiple of 0.1.
 */
final class ContractNumbers {

    /** For programs: the number of decimals. */
    static final String DECIMALS = "x-decimals";

    private ContractNumbers() {}

    static void addTo(Map<String, Schema> schemas) {
        schemas.values().forEach(ContractNumbers::addTo);
    }

    private static void addTo(Schema schema) {
        var step = schema.getMultipleOf();
        if (step != null && step.stripTrailingZeros().scale() > 0) {
            schema.setMultipleOf(null);
            var decimals = step.stripTrailingZeros().scale();
            schema.addExtension(DECIMALS, BigDecimal.valueOf(decimals));
            var words = decimals == 1 ? "at most 1 decimal" : "at most %d decimals".formatted(decimals);
            schema.setDescription(schema.getDescription() == null ? words : schema.getDescription() + ", " + words);
        }
        parts(schema).forEach(ContractNumbers::addTo);
    }

    private static Stream<Schema> parts(Schema schema) {
        var members = schema.getProperties() == null ? Stream.<Schema>of() : schema.getProperties().values().stream();
        var others = Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .flatMap(Collection::stream);
        return Stream.concat(Stream.concat(members, others), Stream.ofNullable(schema.getItems()));
    }
}
