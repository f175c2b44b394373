package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

/** What a request costs is counted, and does not grow with what is stored. The journal's rows cost no statement. */
@QuarkusTest
class StatementCountTest {

    @Inject
    @PersistenceUnitExtension
    StatementCounter statements;

    @Test
    void aReadingNeedsThree() {
        var session = Treatment.infusing();
        for (var id : new String[] {"", "\"id\": \"%s\", ".formatted(UUID.randomUUID())}) {
            var seen = statements.of(() -> as(NURSE)
                    .body("{%s\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}".formatted(id))
                    .post("/v1/sessions/{id}/vitals", session)
                    .then()
                    .statusCode(201));

            assertThat(seen).hasSize(3).anyMatch(sql -> sql.startsWith("insert into vitals"));
        }
    }

    @Test
    void aSummaryNeedsFiveHoweverMuchThereIs() {
        var course = Treatment.activeCourse();
        assertThat(summary(course)).isEqualTo(5);

        for (var visit = 0; visit < 3; visit++) {
            var session = Treatment.infusing(course);
            for (var minute = 20; minute < 30; minute++) {
                Treatment.create(
                        "/v1/sessions/" + session + "/vitals",
                        "{\"takenAt\": \"2026-01-05T09:%d:00Z\", \"systolic\": 130, \"diastolic\": 80}"
                                .formatted(minute));
            }
        }
        assertThat(summary(course)).isEqualTo(5);
    }

    @Test
    void listsDoNotAskForEachRow() {
        var session = Treatment.infusing();
        for (var minute = 20; minute < 30; minute++) {
            Treatment.create(
                    "/v1/sessions/" + session + "/vitals",
                    "{\"takenAt\": \"2026-01-05T09:%d:00Z\", \"spo2\": 98}".formatted(minute));
        }

        assertThat(statements.of(() -> as(NURSE)
                        .get("/v1/sessions/{id}/vitals", session)
                        .then()
                        .statusCode(200)))
                .hasSize(2);
        assertThat(statements.of(() -> as(NURSE).get("/v1/sessions").then().statusCode(200)))
                .hasSize(1);
    }

    private int summary(String course) {
        return statements
                .of(() ->
                        as(NURSE).get("/v1/courses/{id}/summary", course).then().statusCode(200))
                .size();
    }
}
