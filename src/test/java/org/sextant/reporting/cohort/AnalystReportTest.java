package org.sextant.reporting.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;

/** What an analyst is told of few people, and what of whatever staff wrote; in a clinic of each test's own. */
@QuarkusTest
class AnalystReportTest {

    private static final List<String> REPORTS =
            List.of("outcomes?instrument=PHQ-9&", "durability?instrument=PHQ-9&", "safety?");

    private final UUID clinic = UUID.randomUUID();
    private final String prescriber = Clinics.token(clinic, PRESCRIBER);
    private final String analyst = Clinics.token(clinic, ANALYST);

    /** 25 courses may be told of, 3 may not, and the 12 would give the 3 away. */
    @Test
    void aLabelOfFewIsNotNamed() {
        new ImportedCourses()
                .labelled("large", 25, 20, 8)
                .labelled("middle", 12, 20, 8)
                .labelled("Mrs. Example", 3, 20, 8)
                .send(prescriber);

        for (var report : REPORTS) {
            assertThat(answer(analyst, report + "groupBy=label").<String>getList("groups.group"))
                    .as(report)
                    .containsExactly("large");
            assertThat(answer(prescriber, report + "groupBy=label").<String>getList("groups.group"))
                    .as(report)
                    .containsExactly("Mrs. Example", "large", "middle");
        }
        var report = answer(analyst, REPORTS.get(0) + "groupBy=label");
        assertThat(report.getString("statement.suppression")).contains("under 11");
        assertThat(report.<String, Object>getMap("groups[0]"))
                .containsEntry("n", 25)
                .containsEntry("meanBaseline", 20)
                .containsEntry("responders", null)
                .containsEntry("responseRate", null)
                .containsEntry("responseRateCi", null)
                .containsEntry("suppressed", true);
    }

    @Test
    void ofAGroupOfFewNothingIsTold() {
        new ImportedCourses().labelled("few", 10, 20, 8).send(prescriber);

        for (var report : REPORTS) {
            var group = answer(analyst, report + "groupBy=protocol").<String, Object>getMap("groups[0]");
            assertThat(group).containsEntry("group", "iv-ketamine-0.5").containsEntry("suppressed", true);
            group.forEach((member, value) -> tellsNothing(report, member, value));
        }
    }

    private static void tellsNothing(String report, String member, Object value) {
        if (List.of("group", "suppressed", "week", "comparable", "disposition").contains(member)) {
            return;
        }
        if (value instanceof List<?> some && !some.isEmpty()) {
            assertThat(some).as(report + member).allSatisfy(one -> tellsNothing(report, member, one));
        } else if (value instanceof Map<?, ?> some) {
            some.forEach((name, one) -> tellsNothing(report, (String) name, one));
        } else if (!List.of().equals(value)) {
            assertThat(value).as(report + member).isNull();
        }
    }

    @Test
    void anIndicationIsACodeOrNothing() {
        var courses = new ImportedCourses().labelled("", 25, 20, 8);
        for (var text : List.of("Mrs Example of Elm Street", "her sister told us", "A23456789012345678901")) {
            courses.indicated("http://example.org/own", text);
        }
        courses.indicated("letter of Dr. Example", "F33.1").send(prescriber);

        for (var report : REPORTS) {
            var shown = answer(analyst, report + "groupBy=indication");
            assertThat(shown.<String>getList("groups.group")).as(report).containsExactly("F33.2", null);
            assertThat(shown.<String>getList("groups.system"))
                    .as(report)
                    .containsExactly("http://hl7.org/fhir/sid/icd-10-cm", null);
            assertThat(answer(prescriber, report + "groupBy=indication").<String>getList("groups.group"))
                    .as(report)
                    .contains("Mrs Example of Elm Street", "F33.1")
                    .hasSize(5);
        }
    }

    @Test
    void theSameInRows() {
        new ImportedCourses()
                .indicated("http://example.org/own", "Mrs Example")
                .indicated("letter of Dr. Example", "F33.1")
                .indicated("http://example.org/own", "F33.2")
                .send(prescriber);

        var rows = answer(analyst, "courses");
        assertThat(rows.<String>getList("items.indicationCode"))
                .containsOnlyOnce("F33.2")
                .hasSize(3);
        assertThat(rows.<String>getList("items.indicationCode")).containsOnly("F33.2", null);
        assertThat(rows.<String>getList("items.indicationSystem")).containsOnly("http://example.org/own", null);
        assertThat(answer(analyst, "sessions").<String>getList("items.indicationCode"))
                .containsOnly("F33.2", null);
        with(prescriber).get("/v1/reports/courses").then().body(containsString("letter of Dr. Example"));
        assertThat(found(analyst, "Mrs Example")).isZero();
        assertThat(found(analyst, "F33.2")).isOne();
        assertThat(found(prescriber, "Mrs Example")).isOne();
    }

    private static int found(String token, String indication) {
        return with(token)
                .queryParam("indication", indication)
                .get("/v1/reports/courses")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }

    private static JsonPath answer(String token, String report) {
        return with(token)
                .get("/v1/reports/" + report)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
