package org.sextant.exchange.imports;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Database;

/**
 * What a clinic recorded is in the clinic that imports its export, column by column of the database. A new table or
 * column fails here until an export carries it, or until its name stands below with a reason.
 */
@QuarkusTest
class WhatSurvivesTest {

    private static final String OF_IMPORT = "By whom and when it was recorded: the caller and the time of the import";
    private static final String EARLIER = "Earlier versions stay in the old clinic: an import brings a record as it is";
    private static final String COMPUTED = "Computed again by the database";

    /** No fact of a chart. */
    private static final Map<String, String> OTHER_TABLES = Map.ofEntries(
            entry("audit_log", "Each clinic's own journal"),
            entry("audit_link", "Each clinic's own journal"),
            entry("audit_checkpoint", "Each clinic's own journal"),
            entry("call_log", "Each clinic's own journal"),
            entry("change_log", "Each clinic's own feed"),
            entry("cleaned_text", "What a migration wrote about old texts"),
            entry("emergency_access", "Part of the trail"),
            entry("export_secret", "Each clinic's own secret"),
            entry("feed_era", "Each clinic's own feed"),
            entry("feed_floor", "Each clinic's own feed"),
            entry("feed_mark", "Each clinic's own feed"),
            entry("kept_answer", "Answers to requests of thirty days"),
            entry("token_revocation", "Tokens are of one clinic"),
            entry("webhook", "Each clinic's own feed"),
            entry("webhook_attempt", "Each clinic's own feed"),
            entry("webhook_dead", "Each clinic's own feed"),
            entry("webhook_sender", "Each clinic's own feed"),
            entry("course_changes", COMPUTED),
            entry("session_clock", "The monitoring clock stays off until something live happens"),
            entry("sent_discharge", "The ids under which a tablet sent discharges: a tablet sends to its own clinic"),
            entry("sent_start", "The ids under which a tablet sent starts: a tablet sends to its own clinic"),
            entry("sent_rate", "The ids under which a tablet sent rates: a tablet sends to its own clinic"),
            entry("session_correction", EARLIER),
            entry("assessment_history", EARLIER),
            entry("clearance_history", EARLIER),
            entry("course_history", EARLIER),
            entry("dose_history", EARLIER),
            entry("medication_history", EARLIER),
            entry("patient_history", EARLIER),
            entry("rems_answers_history", EARLIER),
            entry("session_history", EARLIER),
            entry("side_effect_history", EARLIER),
            entry("vitals_history", EARLIER));

    /** Of every table. */
    private static final Map<String, String> OTHER_COLUMNS = Map.ofEntries(
            entry("clinic_id", "The other clinic's"),
            entry("version", EARLIER),
            entry("recorded_by", OF_IMPORT),
            entry("recorded_at", OF_IMPORT),
            entry("content_hash", "Of the line, so that the same line is known again"),
            entry("updated_at", OF_IMPORT),
            entry("changed_by", EARLIER),
            entry("change_reason", EARLIER));

    private static final Map<String, String> OTHER_COLUMNS_OF_TABLES = Map.ofEntries(
            entry("session.start_recorded_at", OF_IMPORT),
            entry("session.ended_by", OF_IMPORT),
            entry("session.end_recorded_at", OF_IMPORT),
            entry("session.checked_in_by", OF_IMPORT),
            entry("patient.changed_at", EARLIER),
            entry("side_effect.resolution_recorded_at", OF_IMPORT),
            entry("assessment.status", EARLIER),
            entry("assessment.changed_at", EARLIER),
            entry("clearance.status", EARLIER),
            entry("clearance.changed_at", EARLIER),
            entry("dose.status", EARLIER),
            entry("dose.changed_at", EARLIER),
            entry("medication.status", EARLIER),
            entry("medication.changed_at", EARLIER),
            entry("side_effect.status", EARLIER),
            entry("side_effect.changed_at", EARLIER),
            entry("vitals.status", EARLIER),
            entry("vitals.changed_at", EARLIER),
            entry("rems_answers.id", "The id of the session, of which there is one form"),
            entry("rems_answers.changed_at", OF_IMPORT));

    /** For these recorded_at is a fact of the treatment: when the alert was raised. */
    private static final Set<String> COMPARED_ALL_THE_SAME = Set.of("alert.recorded_at");

    /** Columns that no clinic of today can fill. */
    private static final Map<String, String> NEVER_FILLED =
            Map.of("clearance.clock_offset_seconds", "A clearance has a date and no time of a device");

    @Test
    void everyColumnOfEveryTableOfTheChart() throws Exception {
        var live = new LiveClinic();
        live.live();
        new FurtherRecords(live.token()).record();
        var next = UUID.randomUUID();
        var exported = Exports.all(live.token());

        var verdicts = Exports.send(Clinics.token(next, PRESCRIBER, ADMIN), exported);

        assertThat(verdicts.lines().filter(verdict -> !verdict.contains("\"CREATED\"")))
                .isEmpty();
        assertThat(differing(live.clinic(), next)).isEmpty();
        assertThat(empty(live.clinic()))
                .as("tables and columns without a value to compare")
                .isEmpty();
        assertThat(Exports.difference(exported, Exports.all(Clinics.token(next, PRESCRIBER))))
                .isEmpty();
    }

    /** A name that is gone must not excuse a new column. */
    @Test
    void everyExceptionIsOfAColumnThatIsThere() throws Exception {
        var tables = columns();
        assertThat(OTHER_TABLES.keySet()).isSubsetOf(allTables());
        var all = tables.entrySet().stream()
                .flatMap(table -> table.getValue().stream().map(column -> table.getKey() + "." + column))
                .collect(Collectors.toSet());
        assertThat(OTHER_COLUMNS_OF_TABLES.keySet()).isSubsetOf(all);
        assertThat(COMPARED_ALL_THE_SAME).isSubsetOf(all);
        assertThat(NEVER_FILLED.keySet()).isSubsetOf(all);
    }

    /** Each compared column of which at least one row differs, with the number of rows. */
    private static List<String> differing(UUID clinic, UUID next) throws Exception {
        var differing = new ArrayList<String>();
        for (var table : columns().entrySet()) {
            var name = table.getKey();
            var key = key(name, table.getValue());
            var rows = Database.number(
                    "SELECT count(*) FROM %1$s AS one FULL JOIN (SELECT * FROM %3$s WHERE clinic_id = ?) AS other USING (%2$s)"
                                    .formatted(standing(name, table.getValue()), key, name)
                            + " WHERE one.clinic_id IS NULL OR other.clinic_id IS NULL",
                    clinic,
                    next);
            if (rows != 0) {
                differing.add("%d rows of %s are in one clinic only".formatted(rows, name));
            }
            for (var column : compared(name, table.getValue())) {
                var different = Database.number(
                        "SELECT count(*) FROM %1$s AS one JOIN (SELECT * FROM %3$s WHERE clinic_id = ?) AS other USING (%2$s)"
                                        .formatted(standing(name, table.getValue()), key, name)
                                + " WHERE one.%1$s IS DISTINCT FROM other.%1$s".formatted(column),
                        clinic,
                        next);
                if (different != 0) {
                    differing.add("%s.%s of %d rows".formatted(name, column, different));
                }
            }
        }
        return differing;
    }

    /** Tables, and compared columns, in which the clinic has nothing. */
    private static List<String> empty(UUID clinic) throws Exception {
        var empty = new ArrayList<String>();
        for (var table : columns().entrySet()) {
            for (var column : compared(table.getKey(), table.getValue())) {
                var filled = Database.number(
                        "SELECT count(%s) FROM %s AS one".formatted(column, standing(table.getKey(), table.getValue())),
                        clinic);
                if (filled == 0 && !NEVER_FILLED.containsKey(table.getKey() + "." + column)) {
                    empty.add(table.getKey() + "." + column);
                }
            }
        }
        return empty;
    }

    private static List<String> compared(String table, Set<String> columns) {
        return columns.stream()
                .filter(column -> COMPARED_ALL_THE_SAME.contains(table + "." + column)
                        || (!OTHER_COLUMNS.containsKey(column)
                                && !OTHER_COLUMNS_OF_TABLES.containsKey(table + "." + column)))
                .toList();
    }

    /** A record that was entered in error does not travel. */
    private static String standing(String table, Set<String> columns) {
        return "(SELECT * FROM %s WHERE clinic_id = ?%s)"
                .formatted(table, columns.contains("status") ? " AND status <> 'ENTERED_IN_ERROR'" : "");
    }

    private static String key(String table, Set<String> columns) {
        return switch (table) {
            case "protocol" -> "code, revision";
            case "clinic_profile" -> "revision";
            case "rems_answers" -> "session_id";
            default -> {
                assertThat(columns).as(table).contains("id");
                yield "id";
            }
        };
    }

    /** The columns of each table of the chart. */
    private static Map<String, Set<String>> columns() throws Exception {
        var columns = new TreeMap<String, Set<String>>();
        for (var row : read("SELECT table_name || '.' || column_name FROM information_schema.columns"
                + " JOIN information_schema.tables USING (table_schema, table_name)"
                + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")) {
            var parts = row.split("\\.", 2);
            columns.computeIfAbsent(parts[0], none -> new TreeSet<>()).add(parts[1]);
        }
        columns.keySet().removeAll(OTHER_TABLES.keySet());
        columns.values().removeIf(names -> !names.contains("clinic_id"));
        assertThat(columns).hasSizeGreaterThan(10);
        return columns;
    }

    private static Set<String> allTables() throws Exception {
        return new TreeSet<>(
                read("SELECT CAST(table_name AS text) FROM information_schema.tables WHERE table_schema = 'public'"));
    }

    private static List<String> read(String sql) throws Exception {
        var texts = new ArrayList<String>();
        try (var owner = Database.asOwner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
