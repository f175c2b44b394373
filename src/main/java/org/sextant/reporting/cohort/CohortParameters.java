package org.sextant.reporting.cohort;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Instruments;
import org.sextant.web.problem.Violations;

/** The query parameters of a report on outcomes: the instrument, the courses and their grouping. */
public class CohortParameters {

    @RestQuery
    @Parameter(
            required = true,
            example = "PHQ-9",
            description = "One whose use is OUTCOME",
            schema = @Schema(type = SchemaType.STRING))
    String instrument;

    @RestQuery
    @Parameter(
            description = "What makes a group; a course with several labels is in the group of each",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"protocol", "indication", "route", "label", "phase"},
                            defaultValue = "protocol"))
    String groupBy;

    @RestQuery
    @Parameter(
            description = "`all`: every course, whatever its status; `completers`: completed courses only",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"all", "completers"},
                            defaultValue = "all"))
    String population;

    /** @throws org.sextant.web.problem.ProblemException 400 where the instrument does not measure outcomes */
    Instrument instrument(Instruments instruments) {
        var usable = instruments.all().stream()
                .filter(candidate -> candidate.use() == Instrument.Use.OUTCOME)
                .toList();
        return usable.stream()
                .filter(candidate -> candidate.code().equals(instrument))
                .findFirst()
                .orElseThrow(() -> Violations.ofParameter("instrument", "must be one of " + codes(usable)));
    }

    private static String codes(List<Instrument> usable) {
        return usable.stream().map(Instrument::code).collect(Collectors.joining(", "));
    }

    /** @throws org.sextant.web.problem.ProblemException 400 where the value is unknown */
    GroupBy groupBy() {
        return QueryEnum.of("groupBy", groupBy, GroupBy.PROTOCOL, GroupBy.values());
    }

    /** @throws org.sextant.web.problem.ProblemException 400 where the value is unknown */
    Population population() {
        return QueryEnum.of("population", population, Population.ALL, Population.values());
    }
}
