package org.sextant.chart.session;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Treatment;

/** A name, a reason or a note that says nothing is none, whatever white space it is made of. */
@QuarkusTest
class BlankTextTest {

    /** Sessions in three states, made once: what is refused changes nothing. */
    private static String session;

    private static String ready;
    private static String scheduled;

    @BeforeEach
    void sessionsAreThere() {
        if (session == null) {
            session = Treatment.infusing();
            ready = Treatment.ready();
            scheduled = Treatment.scheduled(Treatment.activeCourse());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\\t\\r\\n", "\\u00a0", "\\u2003\\u3000", "\\u200b\\ufeff"})
    void whatSaysNothingIsRefused(String blank) {
        var end = "\"administeredMg\": 36, \"wastedMg\": 14, \"wasteWitness\": \"RN Two\"";
        refused(session, "infusion/end", end.replace("RN Two", blank), "/wasteWitness");
        refused(session, "infusion/end", end + ", \"lot\": \"" + blank + "\"", "/lot");
        refused(session, "infusion/end", end + ", \"stopReason\": \"" + blank + "\"", "/stopReason");
        refused(session, "infusion/pause", "\"reason\": \"" + blank + "\"", "/reason");
        refused(session, "infusion/resume", "\"reason\": \"" + blank + "\"", "/reason");
        refused(session, "vitals", """
                "takenAt": "2026-01-05T09:20:00Z", "spo2": 98, "note": "%s\"""".formatted(blank), "/note");
        refused(session, "side-effects", """
                "effect": "OTHER", "severity": "MILD", "onsetAt": "2026-01-05T09:20:00Z", "note": "%s\"""".formatted(blank), "/note");
        refused(session, "medications", """
                "drug": "O", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-05T09:20:00Z", "reason": "%s\"""".formatted(blank), "/reason");
        refused(
                session,
                "discharge",
                "\"criteria\": {}, \"overrideReason\": \"%s\"".formatted(blank.repeat(20)),
                "/overrideReason");
        refused(ready, "infusion/start", "\"lot\": \"" + blank + "\"", "/lot");
        refused(scheduled, "check-in", "\"weightKg\": 72, \"note\": \"" + blank + "\"", "/note");
        refused(
                scheduled,
                "check-in",
                "\"weightKg\": 72, \"escort\": {\"name\": \"A\", \"phone\": \"" + blank + "\"}",
                "/escort/phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\\t\\r\\n", "\\u00a0", "\\u2003\\u3000", "\\u200b\\ufeff"})
    void whatIsNeededAndSaysNothingIsRefused(String blank) {
        var course = as(PRESCRIBER).get("/v1/sessions/{id}", session).<String>path("courseId");
        var reason = "\"reason\": \"" + blank + "\"";
        refused(session, "infusion/rate", "\"mgPerHour\": 30, " + reason, "/reason");
        refused(session, "cancel", reason, "/reason");
        refused(scheduled, "check-in", "\"weightKg\": 72, \"escort\": {\"name\": \"" + blank + "\"}", "/escort/name");
        var reading = "/v1/vitals/" + Treatment.goodReading(session, "2026-01-05T09:20:00Z");
        refused(reading + "/retract", reason, "/reason");
        refused(reading + "/amend", "\"spo2\": 97, " + reason, "/reason");
        refused("/v1/courses/" + course + "/discontinue", reason, "/reason");
    }

    @Test
    void theReasonOfAnOverrideHasTenCharactersWithoutThoseThatSayNothing() {
        var session = Treatment.checkedIn();
        for (var padded : List.of(" ".repeat(10), "  12345678  ", "123456789\\n", "\\u2003\\u2003123456789\\u00a0")) {
            refused(session, "infusion/start", override(padded), "/overrideReason");
        }

        as(PRESCRIBER)
                .body("{" + override(" 1234 67890 ") + "}")
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200)
                .body("startOverrideReason", equalTo("1234 67890"));
    }

    @Test
    void textThatIsTooShortIsToldOnce() {
        refused(Treatment.checkedIn(), "infusion/start", override("        9"), "/overrideReason");
        refused(session, "infusion/pause", "\"reason\": \"\"", "/reason");
    }

    private static String override(String reason) {
        return "\"at\": \"2026-01-05T09:15:00Z\", \"overrideReason\": \"" + reason + "\"";
    }

    private static void refused(String session, String step, String members, String pointer) {
        refused("/v1/sessions/" + session + "/" + step, members, pointer);
    }

    private static void refused(String path, String members, String pointer) {
        isProblem(as(PRESCRIBER).body("{" + members + "}").post(path).then(), 422, "invalid")
                .body("errors.pointer", contains(pointer));
    }
}
