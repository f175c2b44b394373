package org.sextant.reporting.dataset;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.sextant.chart.course.CodedIndication;
import org.sextant.chart.course.CourseStatus;
import org.sextant.web.Period;
import org.sextant.web.QueryText;

/** The query parameters that select the courses whose rows a dataset contains; all datasets have them in common. */
public class RowFilters {

    private static final String BEGAN = "coalesce(span.first_start, course.activated_at, course.recorded_at)";

    @RestQuery
    @Parameter(description = "Only of courses in this status", schema = @Schema(implementation = CourseStatus.class))
    String status;

    @RestQuery
    @Parameter(description = "Only of courses under this protocol, whatever its revision", example = "iv-ketamine-0.5")
    String protocol;

    @RestQuery
    @Parameter(description = "Only of courses with this code of the indication", example = "F33.2")
    String indication;

    @RestQuery
    @Parameter(description = "Only of courses with this label", example = "trial-7")
    String label;

    @RestQuery
    @Parameter(
            description =
                    "Only of courses that began at or after this time, or on or after this date: with the first infusion; before it, with"
                            + " the activation; before that, when it was planned. Rows without identifiers show the year alone,"
                            + " and so the year alone counts.",
            example = "2026-03-02",
            schema = @Schema(type = SchemaType.STRING))
    String from;

    @RestQuery
    @Parameter(
            description =
                    "Only of courses that began before this time, or on or before this date; without identifiers, in"
                            + " its year or before",
            example = "2026-03-02",
            schema = @Schema(type = SchemaType.STRING))
    String to;

    /**
     * The SQL conditions that the rows must meet.
     *
     * @param sql conditions, each beginning with {@code AND}
     * @param parameters the values of the conditions, by name
     */
    record Conditions(String sql, Map<String, Object> parameters) {

        /** All rows. */
        static final Conditions NONE = new Conditions("", Map.of());

        /**
         * For rows that belong to no course.
         *
         * @param code of the protocol; null for all protocols
         */
        static Conditions ofProtocol(String code) {
            var protocol = QueryText.code("protocol", code);
            return protocol == null
                    ? NONE
                    : new Conditions("\nAND protocol.code = :protocol", Map.of("protocol", protocol));
        }
    }

    /**
     * Reads the parameters.
     *
     * @param deidentified true where the rows show no date and no free text: a filter by an exact date or by free text
     *     would disclose what the row hides
     * @param zone the clinic's time zone, in which dates and years begin
     * @throws org.sextant.web.problem.ProblemException 400 with the parameter's name
     */
    Conditions read(boolean deidentified, Supplier<ZoneId> zone) {
        var period = Period.of(from, to, zone);
        var first = deidentified ? beginningOfYear(period.from(), 0, zone) : period.from();
        var end = deidentified ? beginningOfYear(period.until(), 1, zone) : period.until();
        var values = new LinkedHashMap<String, Object>();
        var sql = new StringBuilder();
        var courseStatus = QueryText.oneOf(CourseStatus.class, "status", status);
        add(sql, values, "course.status = :status", "status", courseStatus == null ? null : courseStatus.name());
        add(sql, values, "course.protocol = :protocol", "protocol", QueryText.code("protocol", protocol));
        add(
                sql,
                values,
                (deidentified ? CodedIndication.CODE_SQL : "course.indication_code") + " = :indication",
                "indication",
                QueryText.code("indication", indication));
        add(sql, values, "course.labels @> CAST(ARRAY[:label] AS varchar[])", "label", QueryText.code("label", label));
        add(sql, values, BEGAN + " >= :from", "from", first);
        add(sql, values, BEGAN + " < :to", "to", end);
        return new Conditions(sql.toString(), values);
    }

    private static void add(
            StringBuilder sql, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            sql.append("\nAND ").append(condition);
            values.put(name, value);
        }
    }

    /** The beginning of the year of a bound, plus this number of years; null for no bound. */
    private static Instant beginningOfYear(Instant bound, int years, Supplier<ZoneId> zone) {
        if (bound == null) {
            return null;
        }
        // An upper bound at the beginning of a year means the year before, so subtract a microsecond.
        var within = years == 0 ? bound : bound.minus(Duration.ofNanos(1000));
        return LocalDate.of(within.atZone(zone.get()).getYear() + years, 1, 1)
                .atStartOfDay(zone.get())
                .toInstant();
    }
}
