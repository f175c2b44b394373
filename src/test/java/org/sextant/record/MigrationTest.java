package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.TestDatabase;
import org.sextant.platform.EmbeddedDatabase;

/** A database that holds a chart already is migrated with it. */
class MigrationTest {

    private static final String CLINIC = "11111111-1111-4111-8111-111111111111";
    private static final String RECORD = "'%s', gen_random_uuid(), 1, now(), 'somebody', ''".formatted(CLINIC);

    @TempDir
    static Path directory;

    private static final Set<String> COPIES = new HashSet<>();

    private static EmbeddedDatabase cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = TestDatabase.start(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @Test
    void whatWasToldBeforeClocksWereKnownIsCorrectAsItStands() throws Exception {
        var database = migratedTo("12");
        try (var owner = connect(database)) {
            recordAChart(owner);
            var journal = rows(owner, "SELECT count(*)::text FROM audit_log");
            migrate(database, "latest");

            assertThat(rows(owner, "SELECT count(*)::text FROM audit_log")).isEqualTo(journal);
            for (var table : List.of("vitals", "vitals_history", "side_effect", "side_effect_history")) {
                var told = table.startsWith("vitals") ? "taken_at" : "onset_at";
                assertThat(rows(owner, "SELECT (corrected_at = %s)::text FROM %s".formatted(told, table)))
                        .as(table)
                        .containsExactly("true");
            }
            assertThat(rows(owner, "SELECT (corrected_resolved_at = resolved_at)::text FROM side_effect"))
                    .containsExactly("true");
            // The histories still take what changes from now on.
            attribute(owner);
            owner.createStatement().execute("UPDATE vitals SET version = 3, clock_offset_seconds = 60");
            assertThat(rows(owner, "SELECT (corrected_at = taken_at - interval '1 minute')::text FROM vitals"))
                    .containsExactly("true");
            assertThat(rows(owner, "SELECT version::text FROM vitals_history ORDER BY version"))
                    .containsExactly("1", "2");
        }
    }

    @Test
    void theFirstRevisionOfAShippedProtocolIsItsFirstEdition() throws Exception {
        var database = migratedTo("30");
        try (var owner = connect(database)) {
            attribute(owner);
            try (var statement = owner.createStatement()) {
                statement.execute("""
                            INSERT INTO protocol (clinic_id, code, revision, rules)
                            SELECT '%s', code, revision, '{}' FROM (VALUES ('house-iv', 1), ('im-ketamine-0.5', 1),
                                ('intranasal-esketamine-56', 1), ('iv-ketamine-0.5', 1), ('iv-ketamine-0.5', 2))
                                AS made (code, revision)""".formatted(CLINIC));
            }
            var journal = rows(owner, "SELECT count(*)::text FROM audit_log");
            migrate(database, "latest");

            assertThat(rows(owner, "SELECT count(*)::text FROM audit_log")).isEqualTo(journal);
            assertThat(rows(
                            owner,
                            "SELECT code || ' ' || revision FROM protocol WHERE shipped_edition = 1 ORDER BY code"))
                    .containsExactly("im-ketamine-0.5 1", "intranasal-esketamine-56 1", "iv-ketamine-0.5 1");
            assertThat(rows(owner, "SELECT count(*)::text FROM protocol WHERE shipped_edition IS NULL"))
                    .containsExactly("2");
        }
    }

    /** Before there were episodes two courses could continue one, and two lines of an import each other. */
    @Test
    void ofCoursesThatContinueOneTheFirstGoesOnWithItsEpisode() throws Exception {
        var database = migratedTo("30");
        try (var owner = connect(database)) {
            attribute(owner);
            try (var statement = owner.createStatement()) {
                statement.execute("""
                            INSERT INTO protocol (clinic_id, code, revision, rules) VALUES ('%1$s', 'p', 1, '{}');
                            INSERT INTO patient SELECT %2$s, 'mrn', 'E', 'A', '1984-05-17', 'FEMALE';
                            INSERT INTO course (clinic_id, id, version, recorded_at, recorded_by, content_hash, updated_at, patient_id, protocol,
                                                protocol_revision, indication_system, indication_code, phase, planned_sessions, labels, status,
                                                previous_course_id)
                            SELECT '%1$s', ('00000000-0000-4000-8000-00000000000' || one)::uuid, 1, now() + place * interval '1 day', 'x', 'x', now(),
                                   patient.id, 'p', 1, 's', 'c', 'INDUCTION', 6, '{}', 'COMPLETED', ('00000000-0000-4000-8000-00000000000' || previous)::uuid
                            FROM patient, (VALUES ('a', 1, NULL), ('b', 2, 'a'), ('c', 3, 'a'), ('d', 4, 'b'), ('e', 5, 'e'),
                                                  ('1', 6, '2'), ('2', 7, '1'), ('3', 8, 'c')) AS made (one, place, previous)
                            """.formatted(CLINIC, RECORD));
            }
            var journal = rows(owner, "SELECT count(*)::text FROM audit_log");
            migrate(database, "latest");

            assertThat(rows(owner, "SELECT count(*)::text FROM audit_log")).isEqualTo(journal);
            assertThat(rows(
                            owner,
                            "SELECT right(id::text, 1) || ' of ' || right(episode_of(clinic_id, id)::text, 1) FROM course"
                                    + " ORDER BY recorded_at, recorded_by, id"))
                    .containsExactly("a of a", "b of a", "c of c", "d of a", "e of e", "1 of 1", "2 of 2", "3 of c");
            assertThat(rows(owner, "SELECT count(*)::text FROM course WHERE previous_course_id IS NOT NULL"))
                    .containsExactly("7");
        }
    }

    /** A chart of the version before clearances had outcomes and discharges had dispositions. */
    @Test
    void whatWasClearedDischargedAndCancelledStaysSo() throws Exception {
        var database = migratedTo("30");
        try (var owner = connect(database)) {
            attribute(owner);
            try (var statement = owner.createStatement()) {
                statement.execute("""
                            INSERT INTO protocol (clinic_id, code, revision, rules) VALUES ('%1$s', 'p', 1, '{}');
                            INSERT INTO patient SELECT %2$s, 'mrn', 'E', 'A', '1984-05-17', 'FEMALE';
                            INSERT INTO course (clinic_id, id, version, recorded_at, recorded_by, content_hash, updated_at, patient_id, protocol,
                                                protocol_revision, indication_system, indication_code, phase, planned_sessions, labels, status)
                            SELECT %2$s, now(), id, 'p', 1, 's', 'c', 'INDUCTION', 6, '{}', 'ACTIVE' FROM patient;
                            INSERT INTO clearance (clinic_id, id, version, recorded_at, recorded_by, content_hash, course_id, patient_id, kind,
                                                   cleared_on, cleared_by)
                            SELECT %2$s, id, patient_id, 'CONSENT', '2016-01-02', 'Dr. Example' FROM course;
                            INSERT INTO session (clinic_id, id, version, recorded_at, recorded_by, content_hash, updated_at, course_id, patient_id,
                                                 protocol, protocol_revision, number, status, scheduled_at, checked_in_at, weight_kg, started_at,
                                                 planned_dose_mg, ended_at, administered_mg, drawn_mg, discharged_at, cancelled_at, no_show)
                            SELECT %2$s, now(), id, patient_id, 'p', 1, number, made.status, now(), came, CASE WHEN came < now() THEN 72 END, came, 36,
                                   came, 36, 36, gone, cancelled, no_show
                            FROM course, (VALUES (1, 'DISCHARGED', now() - interval '3 hours', now() - interval '1 hour', NULL, NULL),
                                                 (2, 'OBSERVING', now() - interval '1 hour', NULL, NULL, NULL),
                                                 (3, 'CANCELLED', NULL, NULL, now(), true),
                                                 (3, 'CANCELLED', NULL, NULL, now(), false))
                                AS made (number, status, came, gone, cancelled, no_show);
                            INSERT INTO alert (clinic_id, id, version, recorded_at, recorded_by, content_hash, changed_at, course_id, patient_id,
                                               session_id, kind, severity, status, sources, source_id, detail)
                            SELECT %2$s, now(), course_id, patient_id, id, 'SYSTOLIC_HIGH', 'CRITICAL', 'OPEN', '[]', id, 'High'
                            FROM session WHERE number = 2;
                            INSERT INTO assessment (clinic_id, id, version, recorded_at, recorded_by, content_hash, course_id, patient_id, status,
                                                    instrument, taken_at, timepoint, answers, total)
                            SELECT %2$s, id, patient_id, 'FINAL', 'C-SSRS-SCREEN', now(), 'BASELINE', '{0,0,0,0,0,1}', 1 FROM course;
                            """.formatted(CLINIC, RECORD));
            }
            var journal = rows(owner, "SELECT count(*)::text FROM audit_log");
            migrate(database, "latest");

            assertThat(rows(owner, "SELECT count(*)::text FROM audit_log")).isEqualTo(journal);
            assertThat(
                            rows(
                                    owner,
                                    "SELECT outcome || ' ' || status || ' ' || cleared_on || ' ' || (patient_id IS NOT NULL) FROM clearance"))
                    .containsExactly("CLEARED FINAL 2016-01-02 true");
            assertThat(rows(
                            owner,
                            "SELECT number || ' ' || status || ' ' || coalesce(disposition, '-') || ' ' || further_mg || ' '"
                                    + " || coalesce(no_show::text, '-') FROM session ORDER BY number, status, no_show"))
                    .containsExactly(
                            "1 DISCHARGED HOME 0.00 -",
                            "2 OBSERVING - 0.00 -",
                            "3 CANCELLED - 0.00 false",
                            "3 CANCELLED - 0.00 true");
            assertThat(rows(owner, "SELECT status || ' ' || (reviews IS NULL) FROM alert"))
                    .containsExactly("OPEN true");
            assertThat(rows(owner, "SELECT childbearing FROM patient")).containsExactly("UNKNOWN");
            // Six answers stay six: InstrumentTest has how they are read.
            assertThat(rows(owner, "SELECT answers::text || ' ' || total FROM assessment"))
                    .containsExactly("{0,0,0,0,0,1} 1");
            // The journals and histories still take what changes from now on.
            attribute(owner);
            owner.createStatement().execute("""
                        UPDATE clearance SET version = 2, outcome = 'NOT_CLEARED';
                        UPDATE alert SET version = 2, reviews = '[]'""");
            assertThat(rows(owner, "SELECT outcome FROM clearance_history")).containsExactly("CLEARED");
            assertThat(rows(owner, "SELECT action FROM audit_log ORDER BY seq DESC LIMIT 1"))
                    .containsExactly("alert.reviewed");
        }
    }

    /** A chart from before text was cleaned: spellings become one, nothing is lost, and what collides is listed. */
    @Test
    void spellingsFromBeforeBecomeOneAndCollisionsAreListed() throws Exception {
        var database = migratedTo("42");
        try (var owner = connect(database)) {
            recordAChart(owner);
            try (var statement = owner.createStatement()) {
                statement.execute("""
                        INSERT INTO patient (clinic_id, id, version, recorded_at, recorded_by, content_hash, mrn, family, given, birth_date, sex)
                        SELECT '%s', ('00000000-0000-4000-8000-00000000000' || n)::uuid, 1, now() + n * interval '1 second', 'x', '',
                               mrn, family, 'A', '1984-05-17', 'MALE'
                        FROM (VALUES (1, '000123', 'O\u2019Brien'), (2, '000123 ', 'Mu\u0308ller '), (3, '\u00a0000124', '\u200bE'),
                                     (4, '000\u200b124', '\u00a0'), (5, 'u\u0308 5', 'Plain'), (6, '000125\t', 'Plain'))
                            AS made (n, mrn, family);
                        UPDATE course SET version = 2, labels = '{"Arm A ","Arm A",B}', indication_code = 'F33.2 ', indication_display = ' a  b ';
                        UPDATE session SET version = 2, lot = 'AB\u200b123', check_in_note = E'\n one\ntwo ';
                        UPDATE vitals SET version = 3, note = '\u00a0Calm';
                        """.formatted(CLINIC));
            }
            var trail = rows(owner, "SELECT count(*)::text FROM audit_log");
            var versions = rows(owner, "SELECT version::text FROM vitals_history ORDER BY version");
            migrate(database, "latest");

            assertThat(rows(owner, "SELECT count(*)::text FROM audit_log")).isEqualTo(trail);
            assertThat(rows(owner, "SELECT version::text FROM vitals_history ORDER BY version"))
                    .isEqualTo(versions);
            assertThat(
                            rows(
                                    owner,
                                    "SELECT mrn || '|' || family || '|' || family_key FROM patient WHERE id::text < '00000001' ORDER BY id"))
                    .containsExactly(
                            "000123|O\u2019Brien|obrien",
                            "000123 |M\u00fcller|muller",
                            "000124|E|e",
                            "000\u200b124|\u00a0| ",
                            "\u00fc 5|Plain|plain",
                            "000125|Plain|plain");
            assertThat(
                            rows(
                                    owner,
                                    "SELECT labels::text || indication_code || '|' || indication_display || '|' || version FROM course"))
                    .containsExactly("{\"Arm A\",B}F33.2|a  b|2");
            assertThat(rows(owner, "SELECT lot || '|' || check_in_note FROM session"))
                    .containsExactly("AB123|one\ntwo");
            assertThat(rows(owner, "SELECT note FROM vitals")).containsExactly("Calm");
            assertThat(rows(owner, """
                    SELECT right(id::text, 1) || was FROM cleaned_text WHERE of_column = 'mrn' AND kept ORDER BY id""")).containsExactly("2000123 ", "4000\u200b124");
            assertThat(rows(owner, """
                    SELECT of_table || '.' || of_column || ' ' || count(*) FROM cleaned_text WHERE NOT kept
                    GROUP BY of_table, of_column ORDER BY 1"""))
                    .containsExactly(
                            "course.indication_code 1",
                            "course.indication_display 1",
                            "course.labels 1",
                            "patient.family 2",
                            "patient.mrn 3",
                            "session.check_in_note 1",
                            "session.lot 1",
                            "vitals.note 1");
            assertThat(rows(owner, "SELECT was FROM cleaned_text WHERE of_column = 'note'"))
                    .containsExactly("\u00a0Calm");
            // The journal still takes what changes from now on.
            attribute(owner);
            owner.createStatement().execute("UPDATE vitals SET version = 4, note = 'Asleep'");
            assertThat(rows(owner, "SELECT count(*)::text FROM vitals_history WHERE version = 3"))
                    .containsExactly("1");
        }
    }

    /** The name of a database of a test's own. Those of one version are copies of the first. */
    private static String migratedTo(String version) throws SQLException, IOException {
        var first = "to_" + version;
        try (var superuser = DriverManager.getConnection(
                        url("postgres"),
                        "postgres",
                        Files.readString(directory.resolve("postgres-superuser.password")));
                var statement = superuser.createStatement()) {
            if (COPIES.add(first)) {
                statement.execute("CREATE DATABASE %s OWNER sextant_owner".formatted(first));
                migrate(first, version);
            }
            var copy = "copy_" + COPIES.size();
            COPIES.add(copy);
            statement.execute("CREATE DATABASE %s TEMPLATE %s OWNER sextant_owner".formatted(copy, first));
            return copy;
        }
    }

    private static String url(String database) {
        return cluster.settings().get("quarkus.datasource.jdbc.url").replaceFirst("[^/]+$", database);
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                url(database), "sextant_owner", cluster.settings().get("quarkus.flyway.password"));
    }

    private static void migrate(String database, String target) {
        Flyway.configure()
                .dataSource(url(database), "sextant_owner", cluster.settings().get("quarkus.flyway.password"))
                .target(target)
                // As the service migrates.
                .initSql("SET sextant.all_clinics = 'on'")
                .load()
                .migrate();
    }

    /** A reading and a side effect that is over, each amended once. */
    private static void recordAChart(Connection owner) throws SQLException {
        attribute(owner);
        try (var statement = owner.createStatement()) {
            statement.execute("""
                    INSERT INTO protocol (clinic_id, code, revision, rules) VALUES ('%1$s', 'p', 1, '{}');
                    INSERT INTO patient SELECT %2$s, 'mrn', 'E', 'A', '1984-05-17', 'FEMALE';
                    INSERT INTO course (clinic_id, id, version, recorded_at, recorded_by, content_hash, updated_at, patient_id, protocol,
                                        protocol_revision, indication_system, indication_code, phase, planned_sessions, labels, status)
                    SELECT %2$s, now(), id, 'p', 1, 's', 'c', 'INDUCTION', 6, '{}', 'ACTIVE' FROM patient;
                    INSERT INTO session (clinic_id, id, version, recorded_at, recorded_by, content_hash, updated_at, course_id, patient_id,
                                         protocol, protocol_revision, number, status, scheduled_at, checked_in_at, weight_kg)
                    SELECT %2$s, now(), id, patient_id, 'p', 1, 1, 'CHECKED_IN', now(), now(), 72 FROM course;
                    INSERT INTO vitals (clinic_id, id, version, recorded_at, recorded_by, content_hash, session_id, patient_id, status,
                                        taken_at, late, spo2)
                    SELECT %2$s, id, patient_id, 'FINAL', now(), false, 98 FROM session;
                    INSERT INTO side_effect (clinic_id, id, version, recorded_at, recorded_by, content_hash, session_id, patient_id,
                                             status, effect, severity, onset_at, resolved_at, serious)
                    SELECT %2$s, id, patient_id, 'FINAL', 'NAUSEA', 'MILD', now(), now() + interval '1 minute', false FROM session;
                    UPDATE vitals SET version = 2, spo2 = 97;
                    UPDATE side_effect SET version = 2, severity = 'MODERATE';
                    """.formatted(CLINIC, RECORD));
        }
    }

    private static void attribute(Connection owner) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(
                    "SET sextant.all_clinics = 'on'; SET sextant.subject = 's'; SET sextant.role = 'r'; SET sextant.request_id = 'i'");
        }
    }

    private static List<String> rows(Connection owner, String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
