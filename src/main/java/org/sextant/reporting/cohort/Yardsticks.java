package org.sextant.reporting.cohort;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The published cohorts of {@code yardsticks.json}. */
@ApplicationScoped
class Yardsticks {

    private final List<Yardstick> all;

    Yardsticks(ObjectMapper json) {
        try (var file = Yardsticks.class.getResourceAsStream("/yardsticks.json")) {
            all = json.readValue(file, new TypeReference<>() {});
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Those that tell how many responded. */
    List<Yardstick> ofOutcomes() {
        return all.stream().filter(one -> one.responseRate() != null).toList();
    }

    /** Those that tell for how long. */
    List<Yardstick> ofDurability() {
        return all.stream().filter(one -> one.stillResponding() != null).toList();
    }
}
