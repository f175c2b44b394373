package org.sextant.assessment;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

/** Each third line of the same table over HTTP: a course for each that has a baseline, and one for all the others. */
@QuarkusTest
class VectorResourceTest {

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
        answer.statusCode(201)
                .body("total", equalTo(vector.total()))
                .body("severity", equalTo(vector.severity().orElse(null)))
                .body("remission", equalTo(vector.remission().orElse(null)))
                .body("response", equalTo(vector.response().orElse(null)))
                .body("flags", equalTo(vector.suicidalIdeation() ? List.of("SUICIDAL_IDEATION") : List.of()));
    }

    private static String courseFrom(Vector vector) {
        var course = Treatment.plannedCourse();
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
