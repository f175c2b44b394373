package org.sextant.reporting.safety;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.sextant.Database;

/** All figures of the report on safety in plain SQL, one name and value each, which shares nothing with the service. */
final class SafetySql {

    private static final String FIGURES = """
            WITH s AS (
                SELECT s.*, :name AS name
                FROM session s
                JOIN course c ON c.clinic_id = s.clinic_id AND c.id = s.course_id
                JOIN protocol p ON p.clinic_id = s.clinic_id AND p.code = s.protocol AND p.revision = s.protocol_revision
                WHERE s.clinic_id = (SELECT clinic_id FROM course WHERE id = ':course')
                  AND s.started_at IS NOT NULL AND s.started_at >= ':from' AND s.started_at < ':to'
            ), felt AS (
                SELECT s.name, e.*, 'effect/' || effect AS key, extract(epoch FROM e.corrected_resolved_at - e.corrected_at) / 60 AS minutes
                FROM s JOIN side_effect e ON e.clinic_id = s.clinic_id AND e.session_id = s.id WHERE e.status <> 'ENTERED_IN_ERROR'
            ), broken AS (
                SELECT name, s.id, 'starts' AS step, verdict FROM s, jsonb_array_elements(start_verdicts) AS verdict WHERE verdict ->> 'outcome' = 'BLOCK'
                UNION ALL
                SELECT name, s.id, 'discharges', verdict FROM s, jsonb_array_elements(discharge_verdicts) AS verdict WHERE verdict ->> 'outcome' = 'BLOCK'
                UNION ALL
                SELECT name, s.id, 'doses', verdict FROM s, jsonb_path_query(rate_changes, '$[*].verdicts[*]') AS verdict
                WHERE verdict ->> 'outcome' = 'BLOCK'
                UNION ALL
                SELECT name, s.id, 'doses', verdict FROM s JOIN dose d ON d.clinic_id = s.clinic_id AND d.session_id = s.id,
                    jsonb_array_elements(d.verdicts) AS verdict
                WHERE d.status <> 'ENTERED_IN_ERROR' AND verdict ->> 'outcome' = 'BLOCK'
            ), against AS (
                SELECT DISTINCT name, id, step FROM broken WHERE step <> 'doses'
                UNION ALL SELECT name, id, 'doses' FROM s, jsonb_array_elements(rate_changes) AS change
                          WHERE jsonb_path_exists(change, '$.verdicts[*] ? (@.outcome == "BLOCK")')
                UNION ALL SELECT name, s.id, 'doses' FROM s JOIN dose d ON d.clinic_id = s.clinic_id AND d.session_id = s.id
                          WHERE d.status <> 'ENTERED_IN_ERROR' AND jsonb_path_exists(d.verdicts, '$[*] ? (@.outcome == "BLOCK")')
                UNION ALL SELECT name, s.id, 'doses' FROM s JOIN alert a ON a.clinic_id = s.clinic_id AND a.session_id = s.id
                          WHERE a.kind = 'DOSE_EXCEEDED' AND a.status <> 'WITHDRAWN' AND s.id NOT IN (
                              SELECT id FROM broken WHERE verdict ->> 'rule' IN ('TOTAL_DOSE', 'DOSE_LIMIT'))
                UNION ALL SELECT name, id, 'starts' FROM s WHERE start_verdicts IS NULL AND start_override_reason IS NOT NULL
                UNION ALL SELECT name, id, 'discharges' FROM s WHERE discharge_verdicts IS NULL AND discharge_override_reason IS NOT NULL
            ), measured AS (
                SELECT s.name, a.total, 'measure/' || instrument AS key
                FROM s JOIN assessment a ON a.clinic_id = s.clinic_id AND a.session_id = s.id
                WHERE a.status <> 'ENTERED_IN_ERROR' AND instrument IN ('CADSS', 'CADSS-6')
            )
            SELECT name, 'sessions' AS figure, CAST(count(*) AS numeric) AS value FROM s GROUP BY name
            UNION ALL SELECT name, 'courses', count(DISTINCT course_id) FROM s GROUP BY name
            UNION ALL SELECT name, 'ended', count(*) FROM s WHERE ended_at IS NOT NULL GROUP BY name
            UNION ALL SELECT name, 'earlyStops', count(*) FROM s WHERE stop_reason IS NOT NULL GROUP BY name
            UNION ALL SELECT name, step, count(*) FROM against GROUP BY name, step
            UNION ALL SELECT name, 'rule/' || (verdict ->> 'rule'), count(*) FROM broken GROUP BY name, verdict ->> 'rule'
            UNION ALL SELECT name, key || '/occurrences', count(*) FROM felt GROUP BY name, key
            UNION ALL SELECT name, key || '/sessions', count(DISTINCT session_id) FROM felt GROUP BY name, key
            UNION ALL SELECT name, key || '/' || severity, count(*) FROM felt GROUP BY name, key, severity
            UNION ALL SELECT name, key || '/serious', count(*) FROM felt WHERE serious OR severity = 'LIFE_THREATENING' GROUP BY name, key
            UNION ALL SELECT name, key || '/resolved', count(*) FROM felt WHERE resolved_at IS NOT NULL GROUP BY name, key
            UNION ALL SELECT name, key || '/medianMinutes', round(CAST(percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) AS numeric), 1)
                      FROM felt WHERE resolved_at IS NOT NULL GROUP BY name, key
            UNION ALL SELECT name, 'alert/' || kind, count(*) FROM s JOIN alert a ON a.clinic_id = s.clinic_id AND a.session_id = s.id
                      WHERE a.status <> 'WITHDRAWN' GROUP BY name, kind
            UNION ALL SELECT name, key || '/n', count(*) FROM measured GROUP BY name, key
            UNION ALL SELECT name, key || '/mean', round(avg(total), 3) FROM measured GROUP BY name, key
            UNION ALL SELECT name, key || '/sd', round(stddev_samp(total), 3) FROM measured GROUP BY name, key
            """;

    private static final String OF_COURSES = """
            SELECT :name, 'courseAlert/' || a.kind, count(*)
            FROM alert a
            JOIN course c ON c.clinic_id = a.clinic_id AND c.id = a.course_id
            JOIN protocol p ON p.clinic_id = c.clinic_id AND p.code = c.protocol AND p.revision = c.protocol_revision
            WHERE a.clinic_id = (SELECT clinic_id FROM course WHERE id = ':course')
              AND a.session_id IS NULL AND a.status <> 'WITHDRAWN' AND a.recorded_at >= ':from' AND a.recorded_at < ':to'
            GROUP BY 1, 2
            """;

    private SafetySql() {}

    /**
     * The figures that are not zero, by the name of the group.
     *
     * @param name of the group, in SQL
     * @param course any of the clinic
     */
    static Map<String, Map<String, BigDecimal>> figures(String name, String from, String to, String course)
            throws SQLException, IOException {
        var figures = new TreeMap<String, Map<String, BigDecimal>>();
        read(figures, FIGURES, name, from, to, course);
        // A course has no number of a session.
        if (!name.startsWith("s.number")) {
            read(figures, OF_COURSES, name, from, to, course);
        }
        return figures;
    }

    private static void read(
            Map<String, Map<String, BigDecimal>> figures,
            String sql,
            String name,
            String from,
            String to,
            String course)
            throws SQLException, IOException {
        var filled = sql.replace(":name", name)
                .replace(":from", from)
                .replace(":to", to)
                .replace(":course", course);
        try (var connection = Database.asOwner();
                var rows = connection.createStatement().executeQuery(filled)) {
            while (rows.next()) {
                var of = figures.computeIfAbsent(String.valueOf(rows.getString(1)), any -> new TreeMap<>());
                var value = rows.getBigDecimal(3);
                if (value != null && value.signum() != 0) {
                    of.put(rows.getString(2), value.stripTrailingZeros());
                }
            }
        }
    }
}
