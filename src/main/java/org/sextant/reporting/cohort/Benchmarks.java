package org.sextant.reporting.cohort;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The published cohorts of {@code yardsticks.json}. */
@ApplicationScoped
class Benchmarks {

    private final List<Benchmark> all;

    Benchmarks(ObjectMapper json) {
        try (var file = Benchmarks.class.getResourceAsStream("/yardsticks.json")) {
            all = json.readValue(file, new TypeReference<>() {});
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** Those that tell how many responded. */
    List<Benchmark> ofOutcomes() {
        return all.stream().filter(one -> one.responseRate() != null).toList();
    }

    /** Those that tell for how long. */
    List<Benchmark> ofDurability() {
        return all.stream().filter(one -> one.stillResponding() != null).toList();
    }
}
