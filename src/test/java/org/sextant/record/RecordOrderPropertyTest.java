package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.commons.io.FileUtils;
import org.sextant.TestDatabase;
import org.sextant.platform.EmbeddedDatabase;

/** The order of records in Java is that of a real PostgreSQL. */
class RecordOrderPropertyTest {

    private static final Instant MORNING = Instant.parse("2026-01-05T09:00:00Z");

    private static Path directory;
    private static EmbeddedDatabase postgres;
    private static Connection database;

    /** What a record is ordered by. */
    record Row(Instant at, Instant recordedAt, UUID id) {}

    @BeforeContainer
    static void start() throws IOException, SQLException {
        directory = Files.createTempDirectory("sextant-order");
        postgres = TestDatabase.start(directory);
        var settings = postgres.settings();
        database = DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.flyway.username"),
                settings.get("quarkus.flyway.password"));
        try (var statement = database.createStatement()) {
            statement.execute(
                    "CREATE TEMPORARY TABLE record (corrected_at timestamptz, recorded_at timestamptz, id uuid)");
        }
    }

    @AfterContainer
    static void stop() throws IOException, SQLException {
        database.close();
        postgres.close();
        FileUtils.deleteDirectory(directory.toFile());
    }

    @Property(tries = 300)
    void javaAndPostgreSqlPutRecordsInTheSameOrder(@ForAll("rows") @Size(max = 30) List<Row> rows) throws SQLException {
        insert(rows);
        var shuffled = new ArrayList<>(rows);
        Collections.reverse(shuffled);
        shuffled.sort(RecordOrder.by(Row::at, Row::recordedAt, Row::id));

        assertThat(shuffled).isEqualTo(ordered());
    }

    /** Each of them has the sign of one half or of both, by which Java would put it first. */
    @Example
    void idsAreComparedByteByByte() throws SQLException {
        var ids = Stream.of(
                        "00000000-0000-0000-0000-000000000000",
                        "00000000-0000-0000-7fff-ffffffffffff",
                        "00000000-0000-0000-8000-000000000000",
                        "00000000-0000-0000-ffff-ffffffffffff",
                        "0aaa0000-0000-4000-8000-000000000000",
                        "7fffffff-ffff-ffff-7fff-ffffffffffff",
                        "7fffffff-ffff-ffff-8000-000000000000",
                        "80000000-0000-0000-0000-000000000000",
                        "80000000-0000-0000-8000-000000000000",
                        "faaa0000-0000-4000-8000-000000000000",
                        "ffffffff-ffff-ffff-7fff-ffffffffffff",
                        "ffffffff-ffff-ffff-ffff-ffffffffffff")
                .map(UUID::fromString)
                .toList();
        insert(ids.stream().map(id -> new Row(MORNING, MORNING, id)).toList());
        var sorted = new ArrayList<>(ids);
        Collections.reverse(sorted);
        sorted.sort(RecordOrder.IDS);

        assertThat(sorted).isEqualTo(ids);
        assertThat(ordered().stream().map(Row::id)).containsExactlyElementsOf(ids);
    }

    private static void insert(List<Row> rows) throws SQLException {
        try (var statement = database.prepareStatement("INSERT INTO record VALUES (?, ?, ?)")) {
            database.createStatement().execute("TRUNCATE record");
            for (var row : rows) {
                statement.setObject(1, row.at().atOffset(ZoneOffset.UTC));
                statement.setObject(2, row.recordedAt().atOffset(ZoneOffset.UTC));
                statement.setObject(3, row.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static List<Row> ordered() throws SQLException {
        var rows = new ArrayList<Row>();
        try (var statement = database.createStatement();
                var found = statement.executeQuery("SELECT * FROM record ORDER BY corrected_at, recorded_at, id")) {
            while (found.next()) {
                rows.add(new Row(
                        found.getObject(1, OffsetDateTime.class).toInstant(),
                        found.getObject(2, OffsetDateTime.class).toInstant(),
                        found.getObject(3, UUID.class)));
            }
        }
        return rows;
    }

    /** Few moments, so that many are alike, and ids at both sides of each sign. */
    @Provide
    Arbitrary<List<Row>> rows() {
        var moments = Arbitraries.of(MORNING, MORNING.plusNanos(1_000), MORNING.plusSeconds(60));
        var halves =
                Arbitraries.oneOf(Arbitraries.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE), Arbitraries.longs());
        var ids = Combinators.combine(halves, halves).as(UUID::new);
        return Combinators.combine(moments, moments, ids).as(Row::new).list();
    }
}
