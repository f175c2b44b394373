package org.sextant.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.Treatment;
import org.sextant.exchange.imports.Exports;

/** What is loaded past the service is what the service would have stored of the same lines. */
@QuarkusTest
class SyntheticLoadTest {

    private static final int COURSES = 20;

    /** So many that records of each kind are corrected in each way. */
    private static final int MANY = 40;

    private static final List<String> CHARTS = List.of("vitals", "side_effect", "assessment");

    @Test
    void storesWhatAnImportOfTheSameLinesStores() throws Exception {
        var imported = Clinics.token(UUID.randomUUID(), PRESCRIBER);
        var lines = String.join("\n", new SyntheticClinic(3, COURSES).lines().toList());
        assertThat(Exports.outcomes(Exports.send(imported, lines))).containsOnly("CREATED");
        var clinic = UUID.randomUUID();
        load(clinic, COURSES, false);

        assertThat(Exports.sorted(Clinics.token(clinic, PRESCRIBER))).isEqualTo(Exports.sorted(imported));
        assertThat(Database.number(
                        "SELECT count(*) FROM vitals WHERE clinic_id = ? AND late AND recorded_at >= taken_at", clinic))
                .isPositive();
    }

    @Test
    void correctsAsStaffDoAndKeepsWhatWas() throws Exception {
        var clinic = UUID.randomUUID();
        load(clinic, MANY, true);

        for (var chart : CHARTS) {
            for (var status : List.of("AMENDED", "ENTERED_IN_ERROR")) {
                assertThat(number("%1$s WHERE clinic_id = ? AND status = '%2$s'".formatted(chart, status), clinic))
                        .as(chart + " " + status)
                        .isPositive();
            }
            var corrected = "%1$s WHERE clinic_id = ? AND status <> 'FINAL'".formatted(chart);
            assertThat(number(corrected, clinic)).isLessThan(number(chart + " WHERE clinic_id = ?", clinic) / 10);
            assertThat(number(chart + "_history WHERE clinic_id = ? AND version = 1 AND status = 'FINAL'", clinic))
                    .isEqualTo(number(corrected + " AND version = 2 AND change_reason IS NOT NULL", clinic));
        }
        var vitals = id("SELECT id FROM vitals WHERE clinic_id = ? AND status = 'AMENDED'", clinic);
        var token = Clinics.token(clinic, PRESCRIBER);
        var history = with(token).get("/v1/vitals/{id}/history", vitals).jsonPath();
        assertThat(history.getList("items.status")).containsExactly("FINAL", "AMENDED");
        assertThat(history.getInt("items[1].systolic")).isEqualTo(history.getInt("items[0].systolic") + 2);
        assertThat(Exports.all(token).lines().count())
                .as("The shipped protocols, the patients, and the lines that stand")
                .isEqualTo(3
                        + MANY
                        + new SyntheticClinic(3, MANY).lines().count()
                        - number("vitals WHERE clinic_id = ? AND status = 'ENTERED_IN_ERROR'", clinic)
                        - number("side_effect WHERE clinic_id = ? AND status = 'ENTERED_IN_ERROR'", clinic)
                        - number("assessment WHERE clinic_id = ? AND status = 'ENTERED_IN_ERROR'", clinic));
    }

    @Test
    void theSameSeedIsCorrectedAlike() throws Exception {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        load(first, COURSES, true);
        load(second, COURSES, true);

        assertThat(retracted(first)).isNotEmpty().isEqualTo(retracted(second));
    }

    @Test
    void theJournalIsOffMeanwhileAndOnAfterwards() throws Exception {
        var clinic = UUID.randomUUID();
        load(clinic, COURSES, false);
        for (var journal : List.of("audit_log", "change_log")) {
            assertThat(number(journal + " WHERE clinic_id = ?", clinic))
                    .as(journal)
                    .isZero();
        }
        Treatment.create(Clinics.token(clinic, PRESCRIBER), "/v1/patients", """
                {"mrn": "1", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""");

        for (var journal : List.of("audit_log", "change_log")) {
            assertThat(number(journal + " WHERE clinic_id = ?", clinic))
                    .as(journal)
                    .isPositive();
        }
        assertThat(Database.number("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'"))
                .isZero();
    }

    /** As the command does: without the journal, which would take most of the time. */
    private static void load(UUID clinic, int courses, boolean corrected) throws SQLException, IOException {
        try (var owner = Database.asOwner()) {
            var journal = new SyntheticJournal(owner);
            journal.stop();
            try {
                loadUnjournalled(clinic, courses, corrected);
            } finally {
                journal.resume();
            }
        }
    }

    private static void loadUnjournalled(UUID clinic, int courses, boolean corrected) throws SQLException, IOException {
        try (var database = Database.asOwner()) {
            var load = new SyntheticLoad(database, clinic);
            load.begin();
            var lines = new ArrayList<ObjectNode>();
            var synthetic = new SyntheticClinic(3, courses);
            for (var number = 0; number < courses; number++) {
                lines.addAll(synthetic.course(number));
            }
            load.store(lines);
            if (corrected) {
                load.correct();
            }
        }
    }

    private static Set<String> retracted(UUID clinic) throws SQLException, IOException {
        var ids = new TreeSet<String>();
        for (var chart : CHARTS) {
            try (var database = Database.asOwner();
                    var statement = database.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT id FROM %s WHERE clinic_id = '%s' AND status = 'ENTERED_IN_ERROR'"
                                    .formatted(chart, clinic))) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }

    private static long number(String from, UUID clinic) throws SQLException, IOException {
        return Database.number("SELECT count(*) FROM " + from, clinic);
    }

    private static UUID id(String sql, UUID clinic) throws SQLException, IOException {
        try (var database = Database.asOwner();
                var statement = database.prepareStatement(sql)) {
            statement.setObject(1, clinic);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, UUID.class);
            }
        }
    }
}
