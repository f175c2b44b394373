package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.AccessTable;
import org.sextant.Api;
import org.sextant.CommittedContract;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;
import org.sextant.identity.Role;

/**
 * No clinic comes to another's records, with either of the two locks alone. The victim is the first demo clinic, whose
 * charts are made here; who tries is the second.
 */
@QuarkusTest
class TwoLocksTest {

    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int ROUNDS = 30;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final UUID victim = Chart.clinicOf(Api.token(Role.NURSE));
    private final UUID intruder = Chart.clinicOf(Api.elsewhereToken(Role.NURSE));

    @Inject
    AgroalDataSource pool;

    /** The victim's; made once, because no test gets to change it. */
    private static Map<String, String> chart;

    @BeforeEach
    void aChartIsThere() {
        if (chart == null) {
            chart = Chart.make();
        }
    }

    /** The second lock alone: SQL that names no clinic, or the victim's, by the role that serves requests. */
    @Test
    void sqlOfTheServingRoleSeesNothingOfAnotherClinic() throws Exception {
        try (var connection = Database.asService();
                var statement = connection.createStatement()) {
            statement.execute("SET ROLE sextant_runtime");
            for (var table : tables("has_table_privilege('sextant_runtime', oid, 'SELECT')")) {
                if (Database.number("SELECT count(*) FROM " + table + " WHERE clinic_id = ?", victim) == 0) {
                    assertThat(table)
                            .as("has no row to look for")
                            .isIn(
                                    "audit_link",
                                    "audit_checkpoint",
                                    "feed_floor",
                                    "patient_history",
                                    "sent_discharge",
                                    "sent_rate",
                                    "sent_start",
                                    "webhook",
                                    "webhook_sender",
                                    "webhook_attempt",
                                    "webhook_dead");
                }
                connection.setAutoCommit(true);
                assertThat(count(connection, table, "true"))
                        .as("%s without a clinic", table)
                        .isZero();
                connection.setAutoCommit(false);
                statement.execute("SELECT set_config('sextant.clinic', '%s', true)".formatted(intruder));
                for (var round = 0; round < ROUNDS; round++) {
                    var where = where(table);
                    assertThat(count(connection, table, where))
                            .as("%s where %s (seed %d)", table, where, seed)
                            .isZero();
                }
                connection.rollback();
            }
        }
    }

    @Test
    void sqlOfTheServingRoleWritesNothingIntoAnotherClinic() throws Exception {
        var before = contents();
        try (var connection = Database.asService();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET ROLE sextant_runtime");
            statement.execute("""
                    SELECT set_config('sextant.clinic', '%s', true), set_config('sextant.subject', 's', true),
                           set_config('sextant.role', 'r', true), set_config('sextant.request_id', 'i', true)
                    """.formatted(intruder));
            for (var table : tables("has_table_privilege('sextant_runtime', oid, 'UPDATE')")) {
                assertThat(statement.executeUpdate(
                                "UPDATE %s SET version = version + 1 WHERE clinic_id = '%s'".formatted(table, victim)))
                        .as(table)
                        .isZero();
                var point = connection.setSavepoint();
                // Moving one's own row over is refused as well.
                assertThatThrownBy(() -> {
                            if (statement.executeUpdate("UPDATE %s SET clinic_id = '%s'".formatted(table, victim))
                                    == 0) {
                                throw new SQLException("row-level security left nothing to move");
                            }
                        })
                        .as(table)
                        .hasMessageContaining("row-level security");
                connection.rollback(point);
            }
            for (var table : tables("has_table_privilege('sextant_runtime', oid, 'INSERT')")) {
                var point = connection.setSavepoint();
                assertThatThrownBy(() ->
                                statement.execute("INSERT INTO %s (clinic_id) VALUES ('%s')".formatted(table, victim)))
                        .as(table)
                        .hasMessageMatching("(?s).*(row-level security|null value).*");
                connection.rollback(point);
            }
            connection.commit();
        }
        assertThat(contents()).isEqualTo(before);
    }

    /** The first lock alone: row-level security is off, and the service is asked for what is the victim's. */
    @Test
    void theServiceTellsNothingOfAnotherClinicWithoutRowLevelSecurity() throws Exception {
        secure("DISABLE");
        try (var service = Database.asService();
                var statement = service.createStatement()) {
            statement.execute("SET ROLE sextant_runtime");
            assertThat(count(service, "patient", "true")).as("the lock is off").isPositive();
            everyRouteTellsNothing(Role.ALL.size());
        } finally {
            secure("ENABLE");
        }
    }

    /** Each route once: with less between the clinics, every role was told nothing. */
    @Test
    void theServiceTellsNothingOfAnotherClinicWithBothLocks() throws Exception {
        everyRouteTellsNothing(1);
    }

    /** What was told to one connection of the pool is never there for the next user of it. */
    @Test
    void noConnectionOfThePoolKeepsAClinic() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            // An id that is there: what is read then is read outside of a transaction.
            var body = """
                    {"id": "%s", "mrn": "%s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(UUID.randomUUID(), UUID.randomUUID());
            for (var status : List.of(201, 200)) {
                assertThat(LightClient.elsewhereAs(Role.COORDINATOR)
                                .body(body)
                                .post("/v1/patients")
                                .status())
                        .isEqualTo(status);
            }
        }
        var all = new ArrayList<Connection>();
        try {
            for (var i = 0; i < 20; i++) {
                all.add(pool.getConnection());
            }
            for (var connection : all) {
                try (var rows = connection
                        .createStatement()
                        .executeQuery("SELECT coalesce(current_setting('sextant.clinic', true), ''),"
                                + " (SELECT count(*) FROM patient), current_user")) {
                    rows.next();
                    assertThat(rows.getString(1)).isEmpty();
                    assertThat(rows.getInt(2)).isZero();
                    assertThat(rows.getString(3)).isEqualTo("sextant_runtime");
                }
            }
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
    }

    /**
     * Roles that may call a route ask for the victim's record, and are told what one of them is told of a record that is
     * not there. Who may not call it is told nothing by AccessTest.
     *
     * @param most so many roles for each route
     */
    private void everyRouteTellsNothing(int most) throws Exception {
        var before = contents();
        var access = AccessTable.read();
        var calls = 0;
        for (var route : routes()) {
            var roles = access.get(route.method() + " " + route.path()).stream()
                    .filter(Role.ALL::contains)
                    // Prescribers first, who see the most.
                    .sorted(Comparator.reverseOrder())
                    .limit(most)
                    .toList();
            assertThat(roles).as("%s is for somebody", route).isNotEmpty();
            var unknown = route.isOfARecord() ? withoutIds(call(roles.get(0), route, unknown())) : null;
            for (var role : roles) {
                var foreign = call(role, route, chart);
                calls++;
                assertThat(leaks(foreign, sent(route, chart)))
                        .as("%s by %s (seed %d)", route, role, seed)
                        .isEmpty();
                if (route.isOfARecord()) {
                    assertThat(foreign.status()).as("%s by %s", route, role).isIn(207, 400, 404, 415, 422, 428);
                    assertThat(withoutIds(foreign)).as("%s by %s", route, role).isEqualTo(unknown);
                }
            }
        }
        assertThat(calls).as("each route of the table").isGreaterThanOrEqualTo(access.size());
        assertThat(contents()).isEqualTo(before);
    }

    private record Route(String method, String path, String example) {

        boolean isOfARecord() {
            return path.contains("{id}") || path.contains("Id}");
        }
    }

    private static List<Route> routes() {
        var routes = new ArrayList<Route>();
        CommittedContract.parsed()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (path.startsWith("/v1")) {
                        var body = operation.getRequestBody();
                        var example = body == null
                                ? null
                                : body.getContent().values().iterator().next().getExample();
                        routes.add(new Route(method.name(), path, example == null ? null : example.toString()));
                    }
                }));
        return routes;
    }

    /** The example of the contract as the body, with other ids: the create of one's own is no business of this test. */
    private Answer call(String role, Route route, Map<String, String> ids) {
        var caller = LightClient.elsewhereAs(role);
        if (route.method().equals("PATCH")) {
            caller = caller.header("Content-Type", "application/merge-patch+json")
                    .header("If-Match", "*");
        }
        if (route.method().equals("PUT")) {
            caller = caller.header("If-Match", "\"1\"");
        }
        if (route.example() != null) {
            caller = caller.body(sent(route, ids));
        }
        if (route.path().endsWith("/checks")) {
            caller = caller.query("step", "discharge");
        }
        if (route.path().equals("/v1/alerts")) {
            caller = caller.query("sessionId", ids.get("sessions"));
        }
        if (route.path().equals("/v1/courses") && route.method().equals("GET")) {
            caller = caller.query("patientId", ids.get("patients"));
        }
        var collection = route.path().split("/", -1)[2];
        return caller.send(
                route.method(),
                route.path()
                        .replaceAll("\\{(id|[a-z]+Id)}", ids.getOrDefault(collection, ids.get("courses")))
                        // What others expect of the shipped ones stays as it is.
                        .replace("{code}", route.method().equals("PUT") ? "zz-two-locks" : "iv-ketamine-0.5")
                        .replace("{revision}", "1"));
    }

    private static Map<String, String> unknown() {
        return List.of(
                        "courses",
                        "sessions",
                        "patients",
                        "vitals",
                        "side-effects",
                        "medications",
                        "doses",
                        "assessments",
                        "alerts",
                        "emergency-access",
                        "token-revocations")
                .stream()
                .collect(Collectors.toMap(one -> one, one -> UUID.randomUUID().toString()));
    }

    /** Status, headers and body, without what tells one request from another. */
    private static String withoutIds(Answer answer) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers().map());
        headers.remove("X-Request-Id");
        return (answer.status() + "\n" + headers + "\n" + answer.body()).replaceAll(UUID_FORM, "");
    }

    private static String sent(Route route, Map<String, String> ids) {
        return route.example() == null ? "" : route.example().replaceAll(UUID_FORM, ids.get("courses"));
    }

    /** The victim's ids that an answer tells beside those that were asked with. */
    private static List<String> leaks(Answer answer, String sent) {
        var text = answer.body().replaceAll("\"instance\":\"[^\"]*\"", "");
        return answer.status() / 100 == 2 && answer.status() != 207
                ? chart.values().stream()
                        .filter(id -> text.contains(id) && !sent.contains(id))
                        .toList()
                : List.of();
    }

    private String where(String table) throws SQLException, IOException {
        return switch (random.nextInt(5)) {
            case 0 -> "clinic_id = '%s'".formatted(victim);
            case 1 -> "clinic_id <> '%s'".formatted(intruder);
            case 2 -> "clinic_id::text LIKE '%s%%'".formatted(victim.toString().substring(0, 1 + random.nextInt(30)));
            case 3 ->
                "(SELECT count(*) FROM %1$s AS other WHERE other.clinic_id = '%2$s') > 0".formatted(table, victim);
            default -> "ctid = '%s'::tid AND clinic_id <> '%s'".formatted(rowOfVictim(table), intruder);
        };
    }

    /** Where one of the victim's rows lies; the most direct way to it that SQL has. */
    private String rowOfVictim(String table) throws SQLException, IOException {
        try (var owner = Database.asOwner();
                var rows = owner.createStatement()
                        .executeQuery(
                                "SELECT ctid::text FROM %s WHERE clinic_id = '%s' OFFSET floor(random() * 5) LIMIT 1"
                                        .formatted(table, victim))) {
            return rows.next() ? rows.getString(1) : "(0,1)";
        }
    }

    private static long count(Connection connection, String table, String where) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM %s WHERE %s".formatted(table, where))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** A digest of all that the victim has in each table, but for what the calls of its own staff leave. */
    private Map<String, String> contents() throws SQLException, IOException {
        var contents = new TreeMap<String, String>();
        try (var owner = Database.asOwner();
                var statement = owner.createStatement()) {
            for (var table : tables("true")) {
                try (var rows = statement.executeQuery(
                        "SELECT md5(string_agg(one::text, ',' ORDER BY one::text)) FROM %s AS one WHERE clinic_id = '%s'"
                                .formatted(table, victim))) {
                    rows.next();
                    contents.put(table, String.valueOf(rows.getString(1)));
                }
            }
        }
        return contents;
    }

    private static void secure(String how) throws SQLException, IOException {
        try (var owner = Database.asOwner();
                var statement = owner.createStatement()) {
            for (var table : tables("true")) {
                statement.execute("ALTER TABLE %s %s ROW LEVEL SECURITY".formatted(table, how));
            }
        }
    }

    private static List<String> tables(String which) throws SQLException, IOException {
        var tables = new ArrayList<String>();
        try (var owner = Database.asOwner();
                var rows = owner.createStatement().executeQuery("""
                        SELECT relname FROM pg_class
                        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname NOT IN ('flyway_schema_history', 'feed_era', 'feed_mark') AND %s
                        ORDER BY 1
                        """.formatted(which))) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
