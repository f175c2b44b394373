package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Database;
import org.sextant.Treatment;
import org.sextant.platform.StatementCounter;

/** A page of a chart's records is read off the index of their order, from the row on that the page before ended with. */
@QuarkusTest
class RecordPageTest {

    @Inject
    @PersistenceUnitExtension
    StatementCounter statements;

    private String course;
    private String session;

    @BeforeEach
    void record() {
        course = Treatment.activeCourse();
        session = Treatment.infusing(course);
        for (var time = 0; time < 2; time++) {
            Treatment.goodReading(session, "2026-01-05T09:20:00Z");
            Treatment.create("/v1/sessions/" + session + "/side-effects", """
                    {"effect": "NAUSEA", "severity": "MILD", "onsetAt": "2026-01-05T09:20:00Z"}""");
            Treatment.create("/v1/sessions/" + session + "/medications", """
                    {"drug": "O", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-05T09:20:00Z"}""");
            Treatment.create("/v1/sessions/" + session + "/doses", """
                    {"mg": 1, "givenAt": "2026-01-05T09:20:00Z", "reason": "Primed"}""");
            Treatment.create("/v1/courses/" + course + "/assessments", """
                    {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:20:00Z", "timepoint": "BASELINE", "total": 19}""");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sessions, vitals, vitals_of_session",
        "sessions, side-effects, side_effect_of_session",
        "sessions, medications, medication_of_session",
        "sessions, doses, dose_of_session",
        "courses, assessments, assessment_of_course"
    })
    void ofAList(String parents, String records, String index) throws Exception {
        var path = "/v1/" + parents + "/" + (parents.equals("courses") ? course : session) + "/" + records;
        String next = as(NURSE).queryParam("limit", 1).get(path).path("next");

        assertThat(planOfNextPage(NURSE, path, next)).contains(index, "> ROW(").doesNotContain("Sort");
    }

    @ParameterizedTest
    @CsvSource({"vitals, vitals_of_session", "side-effects, side_effect_of_session", "assessments, assessment_of_course"
    })
    void ofAnExport(String report, String index) throws Exception {
        var path = "/v1/reports/" + report;
        String next = as(PRESCRIBER).queryParam("limit", 1).get(path).path("next");

        assertThat(planOfNextPage(PRESCRIBER, path, next)).contains(index, "> ROW(");
    }

    /** As the login that serves requests would run it, with an index wherever one will do: the tables of a test are small. */
    private String planOfNextPage(String role, String path, String next) throws Exception {
        var statement = statements
                .of(() -> as(role).queryParam("limit", 1)
                        .queryParam("cursor", next)
                        .get(path)
                        .then()
                        .statusCode(200))
                .stream()
                .filter(sql -> sql.replace(" ", "").contains("id)>(?,"))
                .findFirst()
                .orElseThrow();
        var parts = statement.split("\\?", -1);
        var numbered = new StringBuilder(parts[0]);
        for (var i = 1; i < parts.length; i++) {
            numbered.append('$').append(i).append(parts[i]);
        }
        var nulls = String.join(", ", Collections.nCopies(parts.length - 1, "NULL"));
        try (var database = Database.asService();
                var query = database.createStatement()) {
            for (var other : List.of("seqscan", "bitmapscan", "sort", "incremental_sort")) {
                query.execute("SET enable_%s = off".formatted(other));
            }
            query.execute("SET plan_cache_mode = force_generic_plan");
            query.execute("PREPARE page AS " + numbered);
            var plan = new StringBuilder();
            try (var rows = query.executeQuery("EXPLAIN EXECUTE page(" + nulls + ")")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
