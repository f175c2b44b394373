package org.sextant.exchange.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.sextant.Database;

/** What {@code deploy/debezium} makes in the database, and asks of it: the log of changes, and nothing else. */
@QuarkusTest
class PublicationTest {

    private static final Path FILES = Path.of("deploy", "debezium");

    @Test
    void theConnectorMayFollowTheLogAndReadNothing() throws Exception {
        var sql = Files.readString(FILES.resolve("publication.sql"));
        var connector = new ObjectMapper()
                .readTree(FILES.resolve("sextant-changes.json").toFile())
                .path("config");
        try (var superuser = Database.asSuperuser();
                var statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute(sql.replace(":'password'", "'invented'"));
            var publication = connector.path("publication.name").asText();
            var login = connector.path("database.user").asText();
            assertThat(text(statement, """
                    SELECT string_agg(schemaname || '.' || tablename, ',') FROM pg_publication_tables
                    WHERE pubname = '%s'""".formatted(publication)))
                    .isEqualTo(connector.path("table.include.list").asText());
            assertThat(text(statement, """
                    SELECT concat_ws(' ', pubinsert, pubupdate, pubdelete, pubtruncate) FROM pg_publication
                    WHERE pubname = '%s'""".formatted(publication))).isEqualTo("t f f f");
            assertThat(text(statement, """
                    SELECT concat_ws(' ', rolreplication, rolsuper, rolbypassrls, rolcreaterole) FROM pg_roles
                    WHERE rolname = '%s'""".formatted(login))).isEqualTo("t f f f");
            assertThat(text(statement, """
                    SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                    AND has_table_privilege('%s', oid, 'SELECT, INSERT, UPDATE, DELETE')""".formatted(login))).isEqualTo("0");
            var key = connector.path("message.key.columns").asText().split(":", -1);
            for (var column : key[1].split(",", -1)) {
                assertThat(text(statement, """
                        SELECT count(*) FROM pg_attribute WHERE attrelid = '%s'::regclass AND attname = '%s' AND attnotnull""".formatted(key[0], column)))
                        .as(column)
                        .isEqualTo("1");
            }
            superuser.rollback();
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
