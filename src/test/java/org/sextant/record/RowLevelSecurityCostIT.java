package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.Endurance;
import org.sextant.platform.EmbeddedDatabase;

/**
 * What row-level security costs: the statements of the service, with and without it by turns on the same rows, so that
 * whatever else the machine does meets both. Prints a line for each; {@code docs/performance.md} has one run.
 */
@Tag("endurance")
@Tag("measurement") // Not beside other tests: it compares times.
class RowLevelSecurityCostIT {

    private static final String CLINIC = "11111111-1111-4111-8111-111111111111";
    private static final int PATIENTS = 5000;
    private static final int AT_A_TIME = 20;

    /** No statement may become slower by more than this; a plan that an index is lost to does by far more. */
    private static final double WORST = 2.0;

    private static final Map<String, String> STATEMENTS = new LinkedHashMap<>();

    static {
        STATEMENTS.put("patient by id", "SELECT * FROM patient WHERE clinic_id = :clinic AND id = :id");
        STATEMENTS.put("page of patients", """
                SELECT * FROM patient WHERE clinic_id = :clinic AND (recorded_at, id) > ('2020-01-01', :id) ORDER BY recorded_at, id LIMIT 51""");
        STATEMENTS.put("patients by family name", """
                SELECT * FROM patient WHERE clinic_id = :clinic AND family_key = name_key('Family77') AND (recorded_at, id) > ('2020-01-01', :id)
                ORDER BY recorded_at, id LIMIT 51""");
        STATEMENTS.put("readings of a session", """
                SELECT * FROM vitals WHERE clinic_id = :clinic AND session_id = :id ORDER BY corrected_at, recorded_at, id LIMIT 51""");
        STATEMENTS.put("sessions of a day", """
                SELECT * FROM session WHERE clinic_id = :clinic AND status = 'CHECKED_IN' AND (scheduled_at, id) > ('2020-01-01', :id)
                ORDER BY scheduled_at, id LIMIT 51""");
        STATEMENTS.put("courses by label", """
                SELECT * FROM course WHERE clinic_id = :clinic AND labels @> ARRAY['label77']::varchar[] AND (recorded_at, id) > ('2020-01-01', :id)
                ORDER BY recorded_at, id LIMIT 51""");
        STATEMENTS.put("extremes of a course", """
                SELECT session_id, count(*), max(systolic), min(spo2) FROM vitals
                JOIN session ON session.clinic_id = vitals.clinic_id AND session.id = vitals.session_id
                WHERE vitals.clinic_id = :clinic AND session.course_id = :id GROUP BY session_id""");
        STATEMENTS.put("a reading is written", """
                INSERT INTO vitals (clinic_id, id, version, recorded_at, recorded_by, content_hash, session_id, patient_id, status, taken_at, late, spo2)
                SELECT :clinic, gen_random_uuid(), 1, now(), 's', '', :id, :id, 'FINAL', now(), false, 98""");
    }

    @TempDir
    Path directory;

    private static void lost(String reason) {
        throw new IllegalStateException(reason);
    }

    @Test
    void isBoundedForEachStatement() throws Exception {
        try (var database = EmbeddedDatabase.start(directory, RowLevelSecurityCostIT::lost)) {
            var settings = database.settings();
            Flyway.configure()
                    .dataSource(
                            settings.get("quarkus.datasource.jdbc.url"),
                            "sextant_owner",
                            settings.get("quarkus.flyway.password"))
                    .load()
                    .migrate();
            try (var owner = connect(settings, "sextant_owner", "quarkus.flyway.password");
                    var service = connect(settings, "sextant_app", "quarkus.datasource.password")) {
                fill(owner);
                service.createStatement().execute("SET ROLE sextant_runtime");
                service.setAutoCommit(false);
                STATEMENTS.forEach((name, sql) -> compare(name, sql, owner, service));
            }
        }
    }

    private static void compare(String name, String sql, Connection owner, Connection service) {
        try {
            var ids = ids(owner);
            var without = new ArrayList<Long>();
            var with = new ArrayList<Long>();
            for (var round = 0; round < Math.max(40, Endurance.rounds() / 10); round++) {
                secure(owner, "DISABLE");
                without.add(run(service, sql, ids));
                secure(owner, "ENABLE");
                with.add(run(service, sql, ids));
            }
            var ratio = (double) median(with) / median(without);
            System.out.printf(
                    "row-level security: %-24s %7.1f µs without, %7.1f µs with: %.2f%n",
                    name, median(without) / 1000.0 / AT_A_TIME, median(with) / 1000.0 / AT_A_TIME, ratio);
            if (!name.equals("courses by label")) {
                assertThat(ratio).as(name).isLessThan(WORST);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** So many times in one transaction, as a request would begin it, and prepared, as the service does; in nanoseconds. */
    private static long run(Connection service, String sql, List<UUID> ids) throws SQLException {
        var parameters = Pattern.compile(":(clinic|id)")
                .matcher(sql)
                .results()
                .map(MatchResult::group)
                .toList();
        try (var begin = service.createStatement();
                var statement = service.prepareStatement(sql.replaceAll(":(clinic|id)", "CAST(? AS uuid)"))) {
            begin.execute("""
                    SELECT set_config('sextant.clinic', '%s', true), set_config('sextant.subject', 's', true),
                           set_config('sextant.role', 'r', true), set_config('sextant.request_id', 'i', true)
                    """.formatted(CLINIC));
            // The first ones read the catalogue and plan.
            repeat(statement, parameters, ids);
            var begun = System.nanoTime();
            repeat(statement, parameters, ids);
            var took = System.nanoTime() - begun;
            service.rollback();
            return took;
        }
    }

    private static void repeat(PreparedStatement statement, List<String> parameters, List<UUID> ids)
            throws SQLException {
        for (var id : ids) {
            for (var i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i).equals(":clinic") ? CLINIC : id.toString());
            }
            statement.execute();
        }
    }

    private static long median(List<Long> values) {
        var sorted = values.subList(values.size() / 4, values.size()).stream()
                .sorted()
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void secure(Connection owner, String how) throws SQLException {
        for (var table : List.of("patient", "course", "session", "vitals", "audit_log", "change_log")) {
            owner.createStatement().execute("ALTER TABLE %s %s ROW LEVEL SECURITY".formatted(table, how));
        }
    }

    private static List<UUID> ids(Connection owner) throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var rows = owner.createStatement()
                .executeQuery("SELECT id FROM patient WHERE clinic_id = '%s' ORDER BY id LIMIT %d"
                        .formatted(CLINIC, AT_A_TIME))) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }

    /** Three clinics of so many patients each: a course, a session and ten readings a patient, of the patient's id all. */
    private static void fill(Connection owner) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute("""
                    SET sextant.subject = 's'; SET sextant.role = 'r'; SET sextant.request_id = 'i';
                    CREATE TEMPORARY TABLE clinic AS
                        SELECT n, (n::text || '1111111-1111-4111-8111-111111111111')::uuid AS id FROM generate_series(1, 3) AS n;
                    INSERT INTO protocol (clinic_id, code, revision, rules) SELECT id, 'p', 1, '{}' FROM clinic;
                    INSERT INTO patient SELECT clinic.id, gen_random_uuid(), 1, '2026-01-01'::timestamptz + n * interval '1 second', 's', '',
                        'mrn' || p, 'Family' || p %% 1000, 'Given', '1984-05-17', 'FEMALE' FROM clinic, generate_series(1, %d) AS p;
                    INSERT INTO course (clinic_id, id, version, recorded_at, recorded_by, content_hash, updated_at, patient_id, protocol,
                                        protocol_revision, indication_system, indication_code, phase, planned_sessions, labels, status)
                    SELECT clinic_id, id, 1, recorded_at, 's', '', now(), id, 'p', 1, 's', 'c', 'INDUCTION', 6,
                           ARRAY['label' || right(family, 2)], 'ACTIVE' FROM patient;
                    INSERT INTO session (clinic_id, id, version, recorded_at, recorded_by, content_hash, updated_at, course_id, patient_id,
                                         protocol, protocol_revision, number, status, scheduled_at, checked_in_at, weight_kg)
                    SELECT clinic_id, id, 1, recorded_at, 's', '', now(), id, id, 'p', 1, 1, 'CHECKED_IN', recorded_at, now(), 72 FROM course;
                    INSERT INTO vitals (clinic_id, id, version, recorded_at, recorded_by, content_hash, session_id, patient_id, status,
                                        taken_at, late, systolic, diastolic, spo2)
                    SELECT clinic_id, gen_random_uuid(), 1, now(), 's', '', id, id, 'FINAL', now(), false, 120, 80, 98
                    FROM session, generate_series(1, 10);
                    ANALYZE
                    """.formatted(PATIENTS));
        }
    }

    private static Connection connect(Map<String, String> settings, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", settings.get(password));
        properties.setProperty("options", "-c sextant.all_clinics=on");
        return DriverManager.getConnection(settings.get("quarkus.datasource.jdbc.url"), properties);
    }
}
