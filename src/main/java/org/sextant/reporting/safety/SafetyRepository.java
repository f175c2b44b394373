package org.sextant.reporting.safety;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Instruments;
import org.sextant.chart.session.step.Disposition;
import org.sextant.chart.sideeffect.Severity;
import org.sextant.identity.Caller;
import org.sextant.reporting.statistics.Group;
import org.sextant.reporting.statistics.GroupedCounts;
import org.sextant.reporting.summary.OverriddenSteps;

/**
 * Counts the events in sessions whose drug was begun in a period, and the alerts of courses outside a session; one
 * statement per kind of event. Hibernate's clinic filter does not reach native SQL, so each statement names the clinic
 * itself.
 */
@ApplicationScoped
class SafetyRepository {

    /** The sessions of the period, each with the name of its group. */
    private static final String VISITS = """
            WITH visit AS (
                SELECT session.id, session.course_id, session.ended_at, stop_reason, start_verdicts, rate_changes, discharge_verdicts,
                       disposition,
                       %4$s AS start_overridden, %5$s AS overridden_doses, %6$s AS discharge_overridden, %1$s AS name, %2$s AS system
                FROM session
                JOIN course ON course.clinic_id = session.clinic_id AND course.id = session.course_id
                JOIN protocol ON protocol.clinic_id = session.clinic_id AND protocol.code = session.protocol
                             AND protocol.revision = session.protocol_revision
                %3$s
                WHERE session.clinic_id = :clinic AND session.started_at >= :from AND session.started_at < :to
            )
            """;

    private static final String SESSIONS = """
            SELECT name, system, grouping(name) AS overall, count(*) AS sessions, count(DISTINCT course_id) AS courses,
                   count(ended_at) AS ended, count(stop_reason) AS early_stops,
                   count(*) FILTER (WHERE start_overridden) AS overridden_starts,
                   coalesce(sum(overridden_doses), 0) AS overridden_doses,
                   count(*) FILTER (WHERE discharge_overridden) AS overridden_discharges,
                   count(*) FILTER (WHERE disposition = 'HOSPITAL') AS hospital,
                   count(*) FILTER (WHERE disposition = 'LEFT_AGAINST_ADVICE') AS left_against_advice,
                   count(*) FILTER (WHERE disposition = 'DIED') AS died
            FROM visit
            GROUP BY GROUPING SETS (%s)
            """;

    private static final String RULES = """
            SELECT name, system, grouping(name) AS overall, verdict ->> 'rule' AS rule, bool_or(step = 'START') AS of_starts,
                   bool_or(step = 'DOSE') AS of_doses, bool_or(step = 'DISCHARGE') AS of_discharges, count(*) AS steps
            FROM visit,
                LATERAL (SELECT 'START', jsonb_array_elements(start_verdicts)
                         UNION ALL SELECT 'DOSE', jsonb_path_query(rate_changes, '$[*].verdicts[*]')
                         UNION ALL SELECT 'DOSE', jsonb_array_elements(dose.verdicts) FROM dose
                             WHERE dose.clinic_id = :clinic AND dose.session_id = visit.id AND dose.status <> 'ENTERED_IN_ERROR'
                         UNION ALL SELECT 'DISCHARGE', jsonb_array_elements(discharge_verdicts)) AS of(step, verdict)
            WHERE (start_overridden OR overridden_doses > 0 OR discharge_overridden) AND verdict ->> 'outcome' = 'BLOCK'
            GROUP BY GROUPING SETS (%s)
            """;

    private static final String EFFECTS = """
            SELECT name, system, grouping(name) AS overall, effect, count(*) AS occurrences, count(DISTINCT session_id) AS sessions,
                   count(*) FILTER (WHERE severity = 'MILD') AS mild, count(*) FILTER (WHERE severity = 'MODERATE') AS moderate,
                   count(*) FILTER (WHERE severity = 'SEVERE') AS severe,
                   count(*) FILTER (WHERE severity = 'LIFE_THREATENING') AS life_threatening,
                   count(*) FILTER (WHERE serious OR severity = 'LIFE_THREATENING') AS serious, count(resolved_at) AS resolved,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY date_part('epoch', corrected_resolved_at - side_effect.corrected_at) / 60) AS median_minutes
            FROM visit
            JOIN side_effect ON side_effect.clinic_id = :clinic AND session_id = visit.id AND status <> 'ENTERED_IN_ERROR'
            GROUP BY GROUPING SETS (%s)
            """;

    private static final String ALERTS = """
            SELECT name, system, grouping(name) AS overall, kind, count(*) AS alerts
            FROM visit
            JOIN alert ON alert.clinic_id = :clinic AND session_id = visit.id AND status <> 'WITHDRAWN'
            GROUP BY GROUPING SETS (%s)
            """;

    /** Alerts raised in the period for a course but no session: by a score between two visits, or after the last. */
    private static final String COURSE_ALERTS = """
            WITH raised AS (
                SELECT alert.kind, %1$s AS name, %2$s AS system
                FROM alert
                JOIN course ON course.clinic_id = alert.clinic_id AND course.id = alert.course_id
                JOIN protocol ON protocol.clinic_id = course.clinic_id AND protocol.code = course.protocol
                             AND protocol.revision = course.protocol_revision
                %3$s
                WHERE alert.clinic_id = :clinic AND alert.session_id IS NULL AND alert.status <> 'WITHDRAWN'
                  AND alert.recorded_at >= :from AND alert.recorded_at < :to
            )
            SELECT name, system, grouping(name) AS overall, kind, count(*) AS alerts
            FROM raised
            GROUP BY GROUPING SETS (%4$s)
            """;

    private static final String MEASURES = """
            SELECT name, system, grouping(name) AS overall, instrument, count(*) AS n, CAST(avg(total) AS double precision) AS mean,
                   CAST(stddev_samp(total) AS double precision) AS sd
            FROM visit
            JOIN assessment ON assessment.clinic_id = :clinic AND session_id = visit.id AND status <> 'ENTERED_IN_ERROR'
                           AND instrument IN (:instruments)
            GROUP BY GROUPING SETS (%s)
            """;

    private final EntityManager database;
    private final Caller caller;
    private final Instruments instruments;

    SafetyRepository(EntityManager database, Caller caller, Instruments instruments) {
        this.database = database;
        this.caller = caller;
        this.instruments = instruments;
    }

    /**
     * Counts the sessions whose drug was begun from {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param coded true where an indication that is free text instead of a code forms no group
     */
    GroupedCounts<SafetyCohort> count(SafetyGroupBy groupBy, boolean coded, Instant from, Instant to) {
        var cohorts = new GroupedCounts<>(SafetyCohort::new);
        for (var pass : groupBy.passes(coded)) {
            var run = new Run(pass, from, to, cohorts);
            each(run, SESSIONS, "", (cohort, row) -> cohort.add(visits(row)));
            each(
                    run,
                    RULES,
                    ", rule",
                    (cohort, row) -> cohort.addRule(
                            row.get("rule", String.class),
                            new SafetyCohort.Broken(
                                    count(row, "steps"),
                                    row.get("of_starts", Boolean.class),
                                    row.get("of_doses", Boolean.class),
                                    row.get("of_discharges", Boolean.class))));
            each(run, EFFECTS, ", effect", (cohort, row) -> cohort.add(effect(row)));
            each(
                    run,
                    ALERTS,
                    ", kind",
                    (cohort, row) -> cohort.addAlerts(row.get("kind", String.class), count(row, "alerts")));
            each(run, MEASURES, ", instrument", (cohort, row) -> cohort.add(measure(row)));
        }
        for (var pass : groupBy.passesOverCourses(coded)) {
            countCourseAlerts(new Run(pass, from, to, cohorts));
        }
        return cohorts;
    }

    /** One run over the sessions of a period, and the cohorts that the run fills. */
    private record Run(SafetyGroupBy.Pass pass, Instant from, Instant to, GroupedCounts<SafetyCohort> cohorts) {

        SafetyCohort cohort(Tuple row) {
            return pass.overall() || count(row, "overall") == 1
                    ? cohorts.overall()
                    : cohorts.of(new Group(row.get("name", String.class), row.get("system", String.class)));
        }
    }

    /** @param columns that the query also groups by, each after a comma */
    private void each(Run run, String counting, String columns, BiConsumer<SafetyCohort, Tuple> add) {
        var pass = run.pass();
        var sql = VISITS.formatted(
                        pass.name(),
                        pass.system(),
                        pass.join(),
                        OverriddenSteps.START,
                        OverriddenSteps.DOSES,
                        OverriddenSteps.DISCHARGE)
                + counting.formatted(pass.grouping(columns));
        var query = query(run, sql);
        if (counting.equals(MEASURES)) {
            query.setParameter("instruments", sessionMeasures());
        }
        add(run, query, add);
    }

    private void countCourseAlerts(Run run) {
        var pass = run.pass();
        var sql = COURSE_ALERTS.formatted(pass.name(), pass.system(), pass.join(), pass.grouping(", kind"));
        add(
                run,
                query(run, sql),
                (cohort, row) -> cohort.addCourseAlerts(row.get("kind", String.class), count(row, "alerts")));
    }

    private Query query(Run run, String sql) {
        return database.createNativeQuery(sql, Tuple.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("from", run.from())
                .setParameter("to", run.to());
    }

    @SuppressWarnings("unchecked")
    private static void add(Run run, Query query, BiConsumer<SafetyCohort, Tuple> add) {
        ((List<Tuple>) query.getResultList()).forEach(row -> add.accept(run.cohort(row), row));
    }

    private static SafetyCohort.Visits visits(Tuple row) {
        return new SafetyCohort.Visits(
                count(row, "sessions"),
                count(row, "courses"),
                count(row, "ended"),
                count(row, "early_stops"),
                count(row, "overridden_starts"),
                count(row, "overridden_doses"),
                count(row, "overridden_discharges"),
                Map.of(
                        Disposition.HOSPITAL,
                        count(row, "hospital"),
                        Disposition.LEFT_AGAINST_ADVICE,
                        count(row, "left_against_advice"),
                        Disposition.DIED,
                        count(row, "died")));
    }

    private static SafetyCohort.EffectCount effect(Tuple row) {
        return new SafetyCohort.EffectCount(
                row.get("effect", String.class),
                count(row, "occurrences"),
                count(row, "sessions"),
                Map.of(
                        Severity.MILD,
                        count(row, "mild"),
                        Severity.MODERATE,
                        count(row, "moderate"),
                        Severity.SEVERE,
                        count(row, "severe"),
                        Severity.LIFE_THREATENING,
                        count(row, "life_threatening")),
                count(row, "serious"),
                count(row, "resolved"),
                row.get("median_minutes", Double.class));
    }

    private static SafetyCohort.Measure measure(Tuple row) {
        return new SafetyCohort.Measure(
                row.get("instrument", String.class),
                count(row, "n"),
                row.get("mean", Double.class),
                row.get("sd", Double.class));
    }

    private static int count(Tuple row, String column) {
        return row.get(column, Number.class).intValue();
    }

    private List<String> sessionMeasures() {
        return instruments.all().stream()
                .filter(instrument -> instrument.use() == Instrument.Use.SESSION_MEASURE)
                .map(Instrument::code)
                .toList();
    }
}
