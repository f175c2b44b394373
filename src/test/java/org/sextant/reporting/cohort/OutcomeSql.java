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
            %1$s.clinic_id = %3$s.clinic_id AND %1$s.course_id = %3$s.id AND %1$s.instrument = '%2$s' AND %1$s.status <> 'ENTERED_IN_ERROR'""";

    /** Those after the baseline, up to the first infusion of a later course. */
    private static final String OWN =
            "(%1$s.corrected_at > b.corrected_at AND (c.until IS NULL OR %1$s.corrected_at <= c.until))";

    /** The courses of the clinic with their place in their episode, and until when their own scores count. */
    private static final String STARTED = """
            mine AS (
                SELECT * FROM course WHERE clinic_id = (SELECT clinic_id FROM course WHERE id = ':course')
            ), chain AS (
                SELECT id, id AS episode, 0 AS place FROM mine WHERE previous_course_id IS NULL
                UNION ALL
                SELECT mine.id, episode, place + 1 FROM chain JOIN mine ON mine.previous_course_id = chain.id
            ), begun AS (
                SELECT c.*, episode, place, at, ended, least(activated_at, at) AS begun
                FROM mine c JOIN chain USING (id), LATERAL (
                    SELECT min(started_at) AS at,
                           (array_agg(ended_at ORDER BY started_at DESC, ended_at DESC))[1] AS ended
                    FROM session s WHERE s.clinic_id = c.clinic_id AND s.course_id = c.id AND started_at IS NOT NULL) AS visits
            ), started AS (
                SELECT c.*, (SELECT min(later.at) FROM begun later WHERE later.episode = c.episode AND later.place > c.place) AS until,
                       CASE WHEN c.phase = 'MAINTENANCE' THEN coalesce(
                           (SELECT (array_agg(i.id ORDER BY i.place DESC))[1] FROM begun i
                            WHERE i.episode = c.episode AND i.place < c.place AND i.phase = 'INDUCTION'), c.id) ELSE c.id END AS base
                FROM begun c
            )""";

    /** The baseline of the course {@code of}. */
    private static final String BASELINE = """
            LATERAL (
                SELECT a.* FROM assessment a WHERE %1$s AND (of.until IS NULL OR a.corrected_at <= of.until)
                    AND (a.corrected_at <= of.at
                        OR (a.timepoint = 'BASELINE' AND NOT EXISTS (SELECT FROM assessment e WHERE %2$s AND e.corrected_at <= of.at
                                AND (of.until IS NULL OR e.corrected_at <= of.until))))
                ORDER BY CASE WHEN a.corrected_at <= of.at THEN extract(epoch FROM -(a.corrected_at - 'epoch'::timestamptz))
                              ELSE extract(epoch FROM a.corrected_at - 'epoch'::timestamptz) END,
                         CASE WHEN a.corrected_at <= of.at THEN -extract(epoch FROM a.recorded_at) ELSE extract(epoch FROM a.recorded_at) END
                LIMIT 1) b""";

    /** Which own score is judged: the last one, or the first in a window. */
    private static final String LATEST = "ORDER BY a.corrected_at DESC, a.recorded_at DESC, a.id DESC";

    private static final String IN_WINDOW = """
            AND a.corrected_at >= c.ended + %s * interval '1 day' AND a.corrected_at <= c.ended + %s * interval '1 day'
            ORDER BY a.corrected_at, a.recorded_at, a.id""";

    private static final String OUTCOMES = """
            WITH RECURSIVE :started, judged AS (
                SELECT c.*, b.total AS baseline, l.total AS latest, b.id IS NOT NULL AS has_baseline, l.id IS NOT NULL AS has_latest,
                       EXISTS (SELECT FROM assessment f WHERE :f) AS scored, :response_l AS response, :remission_l AS remission,
                       l.total > b.total AND (:band_l > :band_b OR (b.total > 0 AND l.total > b.total * 1.1)) AS worse,
                       (SELECT min(corrected_at) FROM assessment f WHERE :f AND :own_f AND :response_f) AS first_response,
                       (SELECT bool_or(:suicidal) FROM assessment f WHERE :g AND f.corrected_at <= b.corrected_at) AS ill_before,
                       (SELECT bool_or(:suicidal) FROM assessment f WHERE :f AND :own_f) AS ill_after,
                       (SELECT (array_agg(:suicidal ORDER BY f.corrected_at DESC, f.recorded_at DESC, f.id DESC))[1]
                        FROM assessment f WHERE :f AND :own_f AND (:suicidal) IS NOT NULL) AS ill_last
                FROM started c
                JOIN started of ON of.id = c.base
                LEFT JOIN :baseline ON true
                LEFT JOIN LATERAL (
                    SELECT a.* FROM assessment a WHERE :a AND :own_a :judge LIMIT 1) l ON true
            )
            SELECT :name AS name, count(*) FILTER (WHERE has_latest) AS n, count(*) FILTER (WHERE response) AS responders,
                   count(*) FILTER (WHERE remission) AS remitters, count(*) FILTER (WHERE worse) AS worsened,
                   count(first_response) FILTER (WHERE has_latest) AS ever,
                   round(avg(baseline) FILTER (WHERE has_latest), 3) AS mean_baseline, round(stddev_samp(baseline) FILTER (WHERE has_latest), 3) AS sd_baseline,
                   round(avg(latest), 3) AS mean_latest, round(stddev_samp(latest), 3) AS sd_latest,
                   round(avg(latest - baseline), 3) AS mean_change, round(stddev_samp(latest - baseline), 3) AS sd_change,
                   round(CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_response - at) / 3600)
                       FILTER (WHERE has_latest AND base = judged.id) AS numeric), 1) AS hours,
                   count(*) FILTER (WHERE has_latest AND ill_before IS NOT NULL AND ill_after IS NOT NULL) AS asked,
                   count(*) FILTER (WHERE has_latest AND ill_before AND ill_after IS NOT NULL) AS before,
                   count(*) FILTER (WHERE has_latest AND ill_after AND ill_before IS NOT NULL) AS after,
                   count(*) FILTER (WHERE has_latest AND ill_after AND NOT ill_before) AS newly,
                   count(*) FILTER (WHERE has_latest AND ill_before AND NOT ill_last) AS resolved,
                   count(*) FILTER (WHERE scored AND NOT has_baseline) AS without_baseline,
                   count(*) FILTER (WHERE scored AND has_baseline AND NOT has_latest) AS without_latest,
                   count(*) FILTER (WHERE NOT scored) AS unscored
            FROM judged JOIN protocol p ON p.clinic_id = judged.clinic_id AND p.code = judged.protocol AND p.revision = judged.protocol_revision
            WHERE (scored OR at IS NOT NULL) AND :where
            GROUP BY 1
            """;

    /**
     * Relapse: of the pairs of scores that are back, next to each other or 14 days apart, the one that is first complete;
     * in all courses up to the next induction that was begun, and until then. An induction that was begun before the
     * response changes nothing: then only the course's own scores count.
     */
    private static final String DURABILITY = """
            WITH RECURSIVE :started, b AS (
                SELECT of.*, b.total, b.corrected_at AS base_at
                FROM started of CROSS JOIN :baseline WHERE of.phase = 'INDUCTION'
            ), answer AS (
                SELECT DISTINCT ON (b.id) b.id, a.id AS score, a.corrected_at AS response_at
                FROM b JOIN assessment a ON a.clinic_id = b.clinic_id AND a.course_id = b.id AND a.instrument = ':instrument'
                    AND a.status <> 'ENTERED_IN_ERROR' AND a.corrected_at > b.base_at AND (b.until IS NULL OR a.corrected_at <= b.until)
                WHERE :response_a
                ORDER BY b.id, a.corrected_at, a.recorded_at, a.id
            ), next AS (
                SELECT b.id, n.place AS next_place, n.begun AS next_begun, n.reason AS next_reason
                FROM b LEFT JOIN LATERAL (
                    SELECT * FROM started n
                    WHERE n.episode = b.episode AND n.place > b.place AND n.phase = 'INDUCTION' AND n.begun IS NOT NULL
                    ORDER BY n.place LIMIT 1) n ON true
            ), seen AS (
                SELECT b.id, a.id AS score, a.corrected_at AS at, :response_a AS response,
                       a.total * 2 >= b.total AND NOT coalesce(:remission_a, false) AS high,
                       row_number() OVER (PARTITION BY b.id ORDER BY a.corrected_at, m.place, a.recorded_at, a.id) AS pos
                FROM b JOIN answer USING (id) JOIN next USING (id)
                JOIN started m ON m.episode = b.episode AND m.place >= b.place
                    AND (m.place = b.place OR (next_begun < response_at) IS NOT TRUE AND (next_place IS NULL OR m.place < next_place))
                JOIN assessment a ON a.clinic_id = m.clinic_id AND a.course_id = m.id AND a.instrument = ':instrument'
                    AND a.status <> 'ENTERED_IN_ERROR'
                    AND a.corrected_at <= coalesce(CASE WHEN next_begun < response_at THEN b.until ELSE next_begun END, 'infinity')
            ), followed AS (
                SELECT seen.* FROM seen JOIN answer USING (id)
                WHERE pos > (SELECT pos FROM seen first WHERE first.id = seen.id AND first.score = answer.score)
            ), back AS (
                SELECT * FROM followed WHERE high AND NOT response
            ), relapse AS (
                SELECT DISTINCT ON (one.id) one.id, one.at
                FROM back one JOIN back two ON two.id = one.id AND two.pos > one.pos
                    AND (two.pos = one.pos + 1 OR two.at >= one.at + interval '14 days')
                ORDER BY one.id, two.pos, one.pos
            ), watched AS (
                SELECT b.*, response_at, next_place,
                       coalesce(relapse.at, CASE WHEN next_begun >= response_at AND next_reason = 'RELAPSE' THEN next_begun END) AS relapsed_at,
                       coalesce(relapse.at, CASE WHEN next_begun >= response_at THEN next_begun END,
                                (SELECT max(at) FROM followed WHERE followed.id = b.id), response_at) AS observed_at
                FROM b JOIN answer USING (id) JOIN next USING (id) LEFT JOIN relapse USING (id)
            ), judged AS (
                SELECT *, relapsed_at IS NOT NULL AS relapsed, observed_at - response_at AS span,
                       EXISTS (SELECT FROM started m
                               WHERE m.episode = watched.episode AND m.place > watched.place AND m.phase = 'MAINTENANCE'
                                   AND (next_place IS NULL OR m.place < next_place) AND m.at <= observed_at) AS maintained
                FROM watched
            )
            SELECT :name AS name, count(*) AS n, :weeks
            FROM judged JOIN protocol p ON p.clinic_id = judged.clinic_id AND p.code = judged.protocol AND p.revision = judged.protocol_revision
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
        return counts(filled(OUTCOMES.replace(":judge", LATEST), instrument, name, where, course));
    }

    /** The counts of the report on outcomes, judged on the first score between two days after the last infusion. */
    static Map<String, Map<String, String>> outcomes(
            String instrument, String from, String to, String name, String where, String course)
            throws SQLException, IOException {
        return counts(
                filled(OUTCOMES.replace(":judge", IN_WINDOW.formatted(from, to)), instrument, name, where, course));
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
        var baseline = BASELINE.formatted(
                STANDING.formatted("a", instrument, "of"), STANDING.formatted("e", instrument, "of"));
        return sql.replace(":started", STARTED)
                .replace(":baseline", baseline)
                .replace(":own_a", OWN.formatted("a"))
                .replace(":own_f", OWN.formatted("f"))
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
                .replace("WHERE :f", "WHERE " + STANDING.formatted("f", instrument, "c"))
                .replace("WHERE :g", "WHERE " + STANDING.formatted("f", instrument, "of"))
                .replace("WHERE :a", "WHERE " + STANDING.formatted("a", instrument, "c"));
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
