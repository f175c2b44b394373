package org.sextant.reporting.cohort;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.sextant.Database;

/** The counts of the reports on outcomes in plain SQL, course by course, which shares nothing with the service. */
final class OutcomeSql {

    /**
     * An instrument in SQL.
     *
     * @param response of a score beside the baseline {@code b}, as a condition
     * @param remission of a score, as a condition
     * @param band the severity of a total, as a number
     * @param suicidal of the answers, as a condition
     */
    private record Scale(String response, String remission, String band, String suicidal) {}

    private static final Map<String, Scale> SCALES = Map.of(
            "PHQ-9",
            new Scale(
                    "b.total > 0 AND %s.total <= b.total / 2.0",
                    "%s.total < 5",
                    "CASE WHEN %1$s < 5 THEN 0 WHEN %1$s < 10 THEN 1 WHEN %1$s < 15 THEN 2 WHEN %1$s < 20 THEN 3 ELSE"
                            + " 4 END",
                    "answers[9] > 0"),
            "MADRS",
            new Scale(
                    "b.total > 0 AND %s.total <= b.total / 2.0",
                    "%s.total <= 10",
                    "CASE WHEN %1$s < 7 THEN 0 WHEN %1$s < 20 THEN 1 WHEN %1$s < 35 THEN 2 ELSE 3 END",
                    "answers[10] > 2"),
            "PCL-5",
            new Scale(
                    "b.total - %s.total >= 10",
                    "%s.total < 31", "CASE WHEN %1$s < 31 THEN 0 ELSE 1 END", "NULL::boolean"),
            "PAIN-NRS",
            new Scale(
                    "b.total > 0 AND %s.total <= b.total * 0.7",
                    "NULL::boolean", "CASE WHEN %1$s > 0 THEN 1 ELSE 0 END", "NULL::boolean"));

    /** The scores of a course that stand. */
    private static final String STANDING = """
            %1$s.clinic_id = c.clinic_id AND %1$s.course_id = c.id AND %1$s.instrument = '%2$s' AND %1$s.status <> 'ENTERED_IN_ERROR'""";

    private static final String STARTED = """
            started AS (
                SELECT c.id, (SELECT min(started_at) FROM session s WHERE s.clinic_id = c.clinic_id AND s.course_id = c.id) AS at FROM course c
            )""";

    private static final String BASELINE = """
            LATERAL (
                SELECT * FROM assessment a WHERE %1$s
                    AND (a.corrected_at <= started.at
                        OR (a.timepoint = 'BASELINE' AND NOT EXISTS (SELECT FROM assessment e WHERE %2$s AND e.corrected_at <= started.at)))
                ORDER BY CASE WHEN a.corrected_at <= started.at THEN extract(epoch FROM -(a.corrected_at - 'epoch'::timestamptz))
                              ELSE extract(epoch FROM a.corrected_at - 'epoch'::timestamptz) END,
                         CASE WHEN a.corrected_at <= started.at THEN -extract(epoch FROM a.recorded_at) ELSE extract(epoch FROM a.recorded_at) END
                LIMIT 1) b""";

    private static final String OUTCOMES = """
            WITH :started, judged AS (
                SELECT c.*, started.at AS start, b.total AS baseline, l.total AS latest, b.id IS NOT NULL AS has_baseline, l.id IS NOT NULL AS has_latest,
                       EXISTS (SELECT FROM assessment f WHERE :f) AS scored, :response_l AS response, :remission_l AS remission,
                       l.total > b.total AND (:band_l > :band_b OR (b.total > 0 AND l.total > b.total * 1.1)) AS worse,
                       (SELECT min(corrected_at) FROM assessment f WHERE :f AND f.corrected_at > b.corrected_at AND :response_f) AS first_response,
                       (SELECT bool_or(:suicidal) FROM assessment f WHERE :f AND f.corrected_at <= b.corrected_at) AS ill_before,
                       (SELECT bool_or(:suicidal) FROM assessment f WHERE :f AND f.corrected_at > b.corrected_at) AS ill_after
                FROM course c
                JOIN started USING (id)
                LEFT JOIN :baseline ON true
                LEFT JOIN LATERAL (
                    SELECT * FROM assessment a WHERE :a AND a.corrected_at > b.corrected_at
                    ORDER BY a.corrected_at DESC, a.recorded_at DESC, a.id DESC LIMIT 1) l ON true
                WHERE c.clinic_id = (SELECT clinic_id FROM course WHERE id = ':course')
            )
            SELECT :name AS name, count(*) FILTER (WHERE has_latest) AS n, count(*) FILTER (WHERE response) AS responders,
                   count(*) FILTER (WHERE remission) AS remitters, count(*) FILTER (WHERE worse) AS worsened, count(first_response) AS ever,
                   round(avg(baseline) FILTER (WHERE has_latest), 3) AS mean_baseline, round(stddev_samp(baseline) FILTER (WHERE has_latest), 3) AS sd_baseline,
                   round(avg(latest), 3) AS mean_latest, round(stddev_samp(latest), 3) AS sd_latest,
                   round(avg(latest - baseline), 3) AS mean_change, round(stddev_samp(latest - baseline), 3) AS sd_change,
                   round(CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_response - start) / 3600) AS numeric), 1) AS hours,
                   count(*) FILTER (WHERE ill_before IS NOT NULL AND ill_after IS NOT NULL) AS asked,
                   count(*) FILTER (WHERE ill_before AND ill_after IS NOT NULL) AS before,
                   count(*) FILTER (WHERE ill_after AND ill_before IS NOT NULL) AS after,
                   count(*) FILTER (WHERE ill_after AND NOT ill_before) AS newly,
                   count(*) FILTER (WHERE scored AND NOT has_baseline) AS without_baseline,
                   count(*) FILTER (WHERE has_baseline AND NOT has_latest) AS without_latest,
                   count(*) FILTER (WHERE NOT scored) AS unscored
            FROM judged JOIN protocol p ON p.clinic_id = judged.clinic_id AND p.code = judged.protocol AND p.revision = judged.protocol_revision
            WHERE (scored OR start IS NOT NULL) AND :where
            GROUP BY 1
            """;

    /** Relapse: of the pairs of scores that are back, next to each other or 14 days apart, the one that is first complete. */
    private static final String DURABILITY = """
            WITH :started, b AS (
                SELECT c.*, b.total, b.corrected_at AS at
                FROM course c JOIN started USING (id) CROSS JOIN :baseline
                WHERE c.clinic_id = (SELECT clinic_id FROM course WHERE id = ':course')
            ), later AS (
                SELECT b.id, a.corrected_at AS at, :response_a AS response, a.total * 2 >= b.total AND NOT coalesce(:remission_a, false) AS high,
                       row_number() OVER (PARTITION BY b.id ORDER BY a.corrected_at, a.recorded_at, a.id) AS place,
                       max(a.corrected_at) OVER (PARTITION BY b.id) AS last_at
                FROM b JOIN assessment a ON a.clinic_id = b.clinic_id AND a.course_id = b.id AND a.instrument = ':instrument'
                    AND a.status <> 'ENTERED_IN_ERROR' AND a.corrected_at > b.at
            ), followed AS (
                SELECT *, min(place) FILTER (WHERE response) OVER (PARTITION BY id) AS first_place FROM later
            ), back AS (
                SELECT * FROM followed WHERE place > first_place AND high AND NOT response
            ), relapse AS (
                SELECT DISTINCT ON (one.id) one.id, one.at
                FROM back one JOIN back two ON two.id = one.id AND two.place > one.place
                    AND (two.place = one.place + 1 OR two.at >= one.at + interval '14 days')
                ORDER BY one.id, two.place, one.place
            ), watched AS (
                SELECT judged.*, relapse.at IS NOT NULL AS relapsed, coalesce(relapse.at, last_at) - followed.at AS span
                FROM followed JOIN b AS judged USING (id) LEFT JOIN relapse USING (id)
                WHERE place = first_place
            )
            SELECT :name AS name, count(*) AS n, :weeks
            FROM watched AS judged JOIN protocol p ON p.clinic_id = judged.clinic_id AND p.code = judged.protocol AND p.revision = judged.protocol_revision
            WHERE :where
            GROUP BY 1
            """;

    private static final String WEEK = """
            count(*) FILTER (WHERE span >= interval '%1$d days') AS at_risk_%2$d, count(*) FILTER (WHERE relapsed AND span <= interval '%1$d days') AS relapsed_%2$d,
            count(*) FILTER (WHERE NOT relapsed AND span < interval '%1$d days') AS censored_%2$d""";

    private OutcomeSql() {}

    /**
     * The counts of the report on outcomes by the name of the group.
     *
     * @param name of the group, in SQL
     * @param where which of the courses
     * @param course any of the clinic
     */
    static Map<String, Map<String, String>> outcomes(String instrument, String name, String where, String course)
            throws SQLException, IOException {
        return counts(filled(OUTCOMES, instrument, name, where, course));
    }

    /** Likewise of the report on durability: {@code n}, and three columns for each week. */
    static Map<String, Map<String, String>> durability(String instrument, String name, String where, String course)
            throws SQLException, IOException {
        var weeks = java.util.stream.Stream.of(1, 2, 4, 8, 12)
                .map(week -> WEEK.formatted(7 * week, week))
                .collect(java.util.stream.Collectors.joining(", "));
        return counts(filled(DURABILITY.replace(":weeks", weeks), instrument, name, where, course));
    }

    private static String filled(String sql, String instrument, String name, String where, String course) {
        var scale = SCALES.get(instrument);
        var baseline = BASELINE.formatted(STANDING.formatted("a", instrument), STANDING.formatted("e", instrument));
        return sql.replace(":started", STARTED)
                .replace(":baseline", baseline)
                .replace(":response_l", scale.response().formatted("l"))
                .replace(":response_f", scale.response().formatted("f"))
                .replace(":response_a", scale.response().formatted("a"))
                .replace(":remission_l", scale.remission().formatted("l"))
                .replace(":remission_a", scale.remission().formatted("a"))
                .replace(":band_l", scale.band().formatted("l.total"))
                .replace(":band_b", scale.band().formatted("b.total"))
                .replace(":suicidal", scale.suicidal())
                .replace(":instrument", instrument)
                .replace(":course", course)
                .replace(":name", name)
                .replace(":where", where)
                .replace("WHERE :f", "WHERE " + STANDING.formatted("f", instrument))
                .replace("WHERE :a", "WHERE " + STANDING.formatted("a", instrument));
    }

    private static Map<String, Map<String, String>> counts(String sql) throws SQLException, IOException {
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
