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

    /** The cohorts with a response rate. */
    List<Benchmark> ofOutcomes() {
        return all.stream().filter(cohort -> cohort.responseRate() != null).toList();
    }

    /** The cohorts that report how long a response lasted. */
    List<Benchmark> ofDurability() {
        return all.stream().filter(cohort -> cohort.stillResponding() != null).toList();
    }
}
