package org.sextant.reporting.dataset;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.sextant.chart.course.CodedIndication;
import org.sextant.chart.course.CourseStatus;
import org.sextant.web.QueryText;
import org.sextant.web.problem.Violations;

/** Which courses' rows a report holds; the same on every report. */
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
            description = "Only of courses that began at or after this time: with the first infusion; before it, with"
                    + " the activation; before that, when it was planned. Rows without identifiers show the year alone,"
                    + " and so the year alone counts.",
            schema = @Schema(implementation = Instant.class))
    String from;

    @RestQuery
    @Parameter(
            description = "Only of courses that began before this time; without identifiers, in its year or before",
            schema = @Schema(implementation = Instant.class))
    String to;

    /**
     * What the rows are held to.
     *
     * @param sql conditions, each beginning with {@code AND}
     * @param parameters their values, by name
     */
    record Conditions(String sql, Map<String, Object> parameters) {

        /** Of rows that are no course's: all of them, or those of one protocol. */
        static Conditions ofProtocol(String code) {
            var wanted = QueryText.text("protocol", code);
            return wanted == null
                    ? new Conditions("", Map.of())
                    : new Conditions("\nAND protocol.code = :protocol", Map.of("protocol", wanted));
        }
    }

    /**
     * Reads the parameters.
     *
     * @param deidentified where the rows show no date and no free text: an exact bound, or the text, would find out what
     *     the row hides
     * @throws org.sextant.web.problem.ProblemException 400 with the parameter's name
     */
    Conditions read(boolean deidentified) {
        var first = bound("from", from, deidentified ? 0 : null);
        var end = bound("to", to, deidentified ? 1 : null);
        if (first != null && end != null && end.isBefore(first)) {
            throw Violations.ofParameter("to", "must not lie before from");
        }
        var given = new LinkedHashMap<String, Object>();
        var sql = new StringBuilder();
        var of = QueryText.oneOf(CourseStatus.class, "status", status);
        add(sql, given, "course.status = :status", "status", of == null ? null : of.name());
        add(sql, given, "course.protocol = :protocol", "protocol", QueryText.text("protocol", protocol));
        add(
                sql,
                given,
                (deidentified ? CodedIndication.CODE_SQL : "course.indication_code") + " = :indication",
                "indication",
                QueryText.text("indication", indication));
        add(sql, given, "course.labels @> CAST(ARRAY[:label] AS varchar[])", "label", QueryText.text("label", label));
        add(sql, given, BEGAN + " >= :from", "from", first);
        add(sql, given, BEGAN + " < :to", "to", end);
        return new Conditions(sql.toString(), given);
    }

    private static void add(StringBuilder sql, Map<String, Object> given, String condition, String name, Object value) {
        if (value != null) {
            sql.append("\nAND ").append(condition);
            given.put(name, value);
        }
    }

    /** @param years to go on from the beginning of the bound's year; null for the bound as it stands */
    private static Instant bound(String name, String text, Integer years) {
        var time = QueryText.time(name, text);
        if (time == null || years == null) {
            return time;
        }
        // The end of a year is the beginning of the next: one moment before, it is still the same year.
        var within = years == 0 ? time : time.minus(Duration.ofNanos(1000));
        return LocalDate.of(within.atZone(ZoneOffset.UTC).getYear() + years, 1, 1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
