package org.sextant.report;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.sextant.Database;

/** The counts of the report on outcomes in plain SQL, course by course, which shares nothing with the service. */
final class OutcomeSql {

    /** Response as a condition, remission as another, the severity as a number, and the condition for ideation. */
    private record Scale(String response, String remission, String band, String suicidal) {}

    private static final Map<String, Scale> SCALES = Map.of(
            "PHQ-9",
            new Scale(
                    "b.total > 0 AND %s.total <= b.total / 2.0",
                    "l.total < 5",
                    "CASE WHEN %1$s < 5 THEN 0 WHEN %1$s < 10 THEN 1 WHEN %1$s < 15 THEN 2 WHEN %1$s < 20 THEN 3 ELSE"
                            + " 4 END",
                    "answers[9] > 0"),
            "MADRS",
            new Scale(
                    "b.total > 0 AND %s.total <= b.total / 2.0",
                    "l.total <= 10",
                    "CASE WHEN %1$s < 7 THEN 0 WHEN %1$s < 20 THEN 1 WHEN %1$s < 35 THEN 2 ELSE 3 END",
                    "answers[10] > 2"),
            "PCL-5",
            new Scale(
                    "b.total - %s.total >= 10",
                    "l.total < 31", "CASE WHEN %1$s < 31 THEN 0 ELSE 1 END", "NULL::boolean"),
            "PAIN-NRS",
            new Scale(
                    "b.total > 0 AND %s.total <= b.total * 0.7",
                    "NULL::boolean", "CASE WHEN %1$s > 0 THEN 1 ELSE 0 END", "NULL::boolean"));

    private static final String COURSES = """
            WITH started AS (
                SELECT c.id, (SELECT min(started_at) FROM session s WHERE s.clinic_id = c.clinic_id AND s.course_id = c.id) AS at FROM course c
            ), judged AS (
                SELECT c.*, b.total AS baseline, l.total AS latest, %3$s AS response, %4$s AS remission,
                       l.total > b.total AND (%5$s > %6$s OR (b.total > 0 AND l.total > b.total * 1.1)) AS worse,
                       (SELECT min(corrected_at) FROM assessment f WHERE f.clinic_id = c.clinic_id AND f.course_id = c.id AND f.instrument = '%1$s' AND f.status <> 'ENTERED_IN_ERROR'
                            AND f.corrected_at > b.corrected_at AND %7$s) AS first_response, started.at AS start,
                       (SELECT bool_or(%8$s) FROM assessment f WHERE f.clinic_id = c.clinic_id AND f.course_id = c.id AND f.instrument = '%1$s' AND f.status <> 'ENTERED_IN_ERROR'
                            AND f.corrected_at <= b.corrected_at) AS ill_before,
                       (SELECT bool_or(%8$s) FROM assessment f WHERE f.clinic_id = c.clinic_id AND f.course_id = c.id AND f.instrument = '%1$s' AND f.status <> 'ENTERED_IN_ERROR'
                            AND f.corrected_at > b.corrected_at) AS ill_after
                FROM course c
                JOIN started USING (id)
                CROSS JOIN LATERAL (
                    SELECT * FROM assessment a WHERE a.clinic_id = c.clinic_id AND a.course_id = c.id AND a.instrument = '%1$s' AND a.status <> 'ENTERED_IN_ERROR'
                        AND (a.corrected_at <= started.at
                            OR (a.timepoint = 'BASELINE' AND NOT EXISTS (
                                SELECT FROM assessment e WHERE e.clinic_id = c.clinic_id AND e.course_id = c.id AND e.instrument = '%1$s' AND e.status <> 'ENTERED_IN_ERROR'
                                    AND e.corrected_at <= started.at)))
                    ORDER BY CASE WHEN a.corrected_at <= started.at THEN extract(epoch FROM -(a.corrected_at - 'epoch'::timestamptz))
                                  ELSE extract(epoch FROM a.corrected_at - 'epoch'::timestamptz) END,
                             CASE WHEN a.corrected_at <= started.at THEN -extract(epoch FROM a.recorded_at) ELSE extract(epoch FROM a.recorded_at) END
                    LIMIT 1) b
                CROSS JOIN LATERAL (
                    SELECT * FROM assessment a WHERE a.clinic_id = c.clinic_id AND a.course_id = c.id AND a.instrument = '%1$s' AND a.status <> 'ENTERED_IN_ERROR'
                        AND a.corrected_at > b.corrected_at ORDER BY a.corrected_at DESC, a.recorded_at DESC, a.id DESC LIMIT 1) l
                WHERE c.clinic_id = (SELECT clinic_id FROM course WHERE id = '%9$s')
            )
            SELECT %2$s AS name, count(*) AS n, count(*) FILTER (WHERE response) AS responders, count(*) FILTER (WHERE remission) AS remitters,
                   count(*) FILTER (WHERE worse) AS worsened, count(first_response) AS ever, round(avg(baseline), 3) AS mean_baseline,
                   round(stddev_samp(baseline), 3) AS sd_baseline, round(avg(latest), 3) AS mean_latest,
                   round(avg(latest - baseline), 3) AS mean_change, round(stddev_samp(latest - baseline), 3) AS sd_change,
                   round(CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_response - start) / 3600) AS numeric), 1) AS hours,
                   count(*) FILTER (WHERE ill_before IS NOT NULL AND ill_after IS NOT NULL) AS asked,
                   count(*) FILTER (WHERE ill_after AND NOT ill_before) AS newly
            FROM judged JOIN protocol p ON p.clinic_id = judged.clinic_id AND p.code = judged.protocol AND p.revision = judged.protocol_revision
            WHERE %10$s
            GROUP BY 1
            """;

    private OutcomeSql() {}

    /**
     * The counts by the name of the group.
     *
     * @param name of the group, in SQL
     * @param where which of the courses that have something to judge
     * @param course any of the clinic
     */
    static Map<String, Map<String, String>> counts(String instrument, String name, String where, String course)
            throws SQLException, IOException {
        var scale = SCALES.get(instrument);
        var sql = COURSES.formatted(
                instrument,
                name,
                scale.response().formatted("l"),
                scale.remission(),
                scale.band().formatted("l.total"),
                scale.band().formatted("b.total"),
                scale.response().formatted("f"),
                scale.suicidal(),
                course,
                where);
        var counts = new TreeMap<String, Map<String, String>>();
        try (var connection = Database.asOwner();
                var rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                var row = new LinkedHashMap<String, String>();
                for (var i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.put(rows.getMetaData().getColumnName(i), rows.getString(i));
                }
                counts.put(String.valueOf(rows.getString(1)), row);
            }
        }
        return counts;
    }
}
