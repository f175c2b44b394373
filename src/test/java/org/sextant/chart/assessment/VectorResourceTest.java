package org.sextant.chart.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.json;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

/** Each third line of the same table over HTTP: those without a baseline on one course, the others beside each other. */
@QuarkusTest
class VectorResourceTest {

    /** Each serves one line of every instrument, because a score compares with those on its own instrument only. */
    private final List<String> withBaselines = new ArrayList<>();

    private final Map<String, Integer> taken = new HashMap<>();

    @Test
    void theServiceScoresAsTheTableSays() {
        var course = Treatment.plannedCourse();
        var all = Vector.all();
        for (var line = 0; line < all.size(); line += 3) {
            var vector = all.get(line);
            if (vector.refusedAt() != null) {
                isProblem(record(course, vector), 422, "invalid").body("errors.pointer", hasItem(vector.refusedAt()));
            } else {
                isScored(record(vector.baseline() == null ? course : courseFrom(vector), vector), vector);
            }
        }
    }

    private static void isScored(ValidatableResponse answer, Vector vector) {
        var shown = json(answer.statusCode(201));
        assertThat(shown)
                .as(vector.toString())
                .containsEntry("total", vector.total())
                .containsEntry("flags", vector.suicidalIdeation() ? List.of("SUICIDAL_IDEATION") : List.of());
        assertThat(shown.get("answers")).isEqualTo(vector.answers());
        if (vector.answers() == null) {
            assertThat(shown).containsEntry("suicidality", "NOT_ASKED");
        } else if (vector.suicidalIdeation()) {
            assertThat(shown).containsEntry("suicidality", "PRESENT");
        }
        assertThat(Optional.ofNullable(shown.get("severity"))).isEqualTo(vector.severity());
        assertThat(Optional.ofNullable(shown.get("remission"))).isEqualTo(vector.remission());
        assertThat(Optional.ofNullable(shown.get("response"))).isEqualTo(vector.response());
    }

    private String courseFrom(Vector vector) {
        var number = taken.merge(vector.instrument(), 1, Integer::sum);
        if (number > withBaselines.size()) {
            withBaselines.add(Treatment.plannedCourse());
        }
        var course = withBaselines.get(number - 1);
        Treatment.create(
                "/v1/courses/" + course + "/assessments", """
                {"instrument": "%s", "takenAt": "2026-01-04T09:00:00Z", "timepoint": "BASELINE", "total": %d}""".formatted(vector.instrument(), vector.baseline()));
        return course;
    }

    private static ValidatableResponse record(String course, Vector vector) {
        return as(NURSE)
                .body("""
                        {"instrument": "%s", "takenAt": "2026-01-05T09:00:00Z", "timepoint": "FOLLOW_UP", %s}""".formatted(vector.instrument(), vector.content()))
                .post("/v1/courses/{id}/assessments", course)
                .then();
    }
}
