package org.sextant.reporting.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.PRESCRIBER;
import static org.sextant.reporting.dataset.Reports.items;
import static org.sextant.reporting.dataset.Reports.lines;
import static org.sextant.reporting.dataset.Reports.newLabel;
import static org.sextant.reporting.dataset.Reports.treated;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;

/** What an analyst gets: nothing that points to a person, and nothing that two exports could be joined by. */
@QuarkusTest
class DeidentifiedRowsTest {

    private static final int CHECK_BYTES = 8;

    private static final List<String> REPORTS = List.of("courses", "sessions", "vitals", "side-effects", "assessments");

    @Test
    void noNameNoIdNoTextNoDate() {
        var label = newLabel();
        var canary = "Canary" + UUID.randomUUID().toString().substring(0, 8);
        var course = treatedAs(label, canary);
        var session = as(PRESCRIBER).get("/v1/courses/{id}/sessions", course).<String>path("items[0].id");
        Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T09:30:00Z", "spo2": 97, "note": "%1$s", "deviceId": "%1$s"}""".formatted(canary));
        Treatment.create("/v1/sessions/" + session + "/side-effects", """
                {"effect": "OTHER", "severity": "MILD", "onsetAt": "2026-01-05T09:40:00Z", "note": "%1$s", "action": "%1$s"}""".formatted(canary));

        for (var report : REPORTS) {
            for (var format : List.of("application/json", "text/csv", "application/x-ndjson")) {
                var text = as(ANALYST)
                        .accept(format)
                        .get("/v1/reports/" + report + "?label=" + label)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
                assertThat(text)
                        .as(report + " " + format)
                        .contains("iv-ketamine-0.5")
                        .doesNotContain(canary, label, course, session, "1984")
                        .doesNotContainPattern("\\d{4}-\\d\\d-\\d\\d")
                        .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-");
            }
        }
    }

    @Test
    void standInsHoldWithinAnExportAndNotBetweenTwo() {
        var label = newLabel();
        treated(label);
        treated(label);

        var first = subjects(lines(as(ANALYST), "/v1/reports/vitals?label=" + label));
        var again = subjects(lines(as(ANALYST), "/v1/reports/vitals?label=" + label));
        var courses = subjects(lines(as(ANALYST), "/v1/reports/courses?label=" + label));
        var paged = subjects(items(() -> as(ANALYST), "/v1/reports/vitals?label=" + label, 1));

        assertThat(List.of(first, again, courses, paged))
                .allSatisfy(some -> assertThat(some).hasSize(2));
        assertThat(first).doesNotContainAnyElementsOf(again).doesNotContainAnyElementsOf(paged);
        assertThat(courses).doesNotContainAnyElementsOf(first).doesNotContainAnyElementsOf(again);
    }

    @Test
    void aCursorTellsNothingAndCannotBeMade() {
        var label = newLabel();
        var course = treated(label);
        var path = "/v1/reports/assessments?label=" + label;

        var own = as(PRESCRIBER).get(path + "&limit=1").<String>path("next");
        var cursor = as(ANALYST).get(path + "&limit=1").<String>path("next");

        assertThat(decoded(own)).contains(course);
        assertThat(decoded(cursor)).doesNotContain(course, "2026-01");
        isProblem(as(ANALYST).queryParam("cursor", own).get(path).then(), 400, "bad-request");
        isProblem(as(PRESCRIBER).queryParam("cursor", cursor).get(path).then(), 400, "bad-request");
    }

    /** Its check has no key: whoever bound it to another filter would follow the same stand-ins into what that leaves. */
    @Test
    void aCursorIsGoodForWhatWasAskedOnly() throws Exception {
        var label = newLabel();
        treated(label);
        treated(label);
        var path = "/v1/reports/courses";
        var cursor = as(ANALYST).get(path + "?limit=1").<String>path("next");

        assertThat(bound(cursor, path + "{}")).isEqualTo(cursor);
        isProblem(
                as(ANALYST)
                        .queryParam("label", label)
                        .queryParam("cursor", bound(cursor, path + "{label=[" + label + "]}"))
                        .get(path)
                        .then(),
                400,
                "bad-request");
        isProblem(
                as(ANALYST)
                        .queryParam("cursor", bound(cursor, "/v1/reports/sessions{}"))
                        .get("/v1/reports/sessions")
                        .then(),
                400,
                "bad-request");
    }

    /** The cursor as it would be for another list and other filters. */
    private static String bound(String cursor, String scope) throws NoSuchAlgorithmException {
        var bytes = Base64.getUrlDecoder().decode(cursor);
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update((scope + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes, CHECK_BYTES, bytes.length - CHECK_BYTES);
        System.arraycopy(digest.digest(), 0, bytes, 0, CHECK_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void aBoundFindsOutNoMoreThanTheYear() {
        var label = newLabel();
        treated(label);

        assertThat(found(label, "from=2026-01-05T09:15:01Z")).isOne();
        assertThat(found(label, "to=2026-01-01T00:00:01Z")).isOne();
        assertThat(found(label, "to=2026-01-01T00:00:00Z")).isZero();
        assertThat(found(label, "from=2027-01-01T00:00:00Z")).isZero();
    }

    @Test
    void ninetyAndMoreIsOneAge() {
        assertThat(age("1936-01-06")).isEqualTo("89");
        assertThat(age("1936-01-05")).isEqualTo("90+");
        assertThat(age("1910-01-01")).isEqualTo("90+");
    }

    @Test
    void thoseWhoSeeAllMayAskForLess() {
        var label = newLabel();
        treated(label);

        var row = lines(as(PRESCRIBER), "/v1/reports/courses?deidentified=true&label=" + label)
                .get(0);

        assertThat(row.has("subject")).isTrue();
        assertThat(row.has("family")).isFalse();
        assertThat(lines(as(PRESCRIBER), "/v1/reports/courses?label=" + label)
                        .get(0)
                        .has("subject"))
                .isFalse();
    }

    private static String age(String birthDate) {
        var label = newLabel();
        var treatment = new ImportedTreatment().labelled(label).born(birthDate);
        treatment.infusing("2026-01-05");
        treatment.send();
        return lines(as(ANALYST), "/v1/reports/courses?label=" + label)
                .get(0)
                .get("age")
                .textValue();
    }

    private static String treatedAs(String label, String canary) {
        var course = Reports.treated(label);
        var patient = as(PRESCRIBER).get("/v1/courses/{id}", course).<String>path("patientId");
        as(PRESCRIBER)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"mrn\": \"%1$s\", \"name\": {\"family\": \"%1$s\", \"given\": \"%1$s\"}}".formatted(canary))
                .patch("/v1/patients/{id}", patient)
                .then()
                .statusCode(200);
        return course;
    }

    private static int found(String label, String bound) {
        return items(() -> as(ANALYST), "/v1/reports/courses?label=" + label + "&" + bound, 50)
                .size();
    }

    private static Set<String> subjects(List<JsonNode> rows) {
        return rows.stream().map(row -> row.get("subject").textValue()).collect(Collectors.toSet());
    }

    private static String decoded(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
    }
}
