package org.sextant.reporting.cohort;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.sextant.chart.assessment.Instrument;

/**
 * The published cohorts of {@code benchmarks.json}. They measured the PHQ-9 after inductions with intravenous ketamine for
 * depression, and stand beside no other figures.
 */
@ApplicationScoped
class Benchmarks {

    private static final String INSTRUMENT = "PHQ-9";
    private static final String ROUTE = "IV";

    /** Depressive episode and recurrent depressive disorder of ICD-10 and of its national editions. */
    private static final Pattern DEPRESSION = Pattern.compile("F3[23](\\..*)?");

    private final List<Benchmark> all;

    Benchmarks(ObjectMapper json) {
        try (var file = Benchmarks.class.getResourceAsStream("/benchmarks.json")) {
            all = json.readValue(file, new TypeReference<>() {});
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** True where the cohorts were of courses of this kind, whatever the instrument. */
    static boolean measured(CourseKind course) {
        return course.isInduction()
                && ROUTE.equals(course.route())
                && DEPRESSION.matcher(course.indicationCode()).matches();
    }

    /** True where the cohorts were measured on the instrument. */
    static boolean measured(Instrument instrument) {
        return instrument.code().equals(INSTRUMENT);
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
