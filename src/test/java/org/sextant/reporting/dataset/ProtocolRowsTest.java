package org.sextant.reporting.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Clinics;

/** The revisions of a clinic's protocols as rows: all of them, in order, in each format. */
@QuarkusTest
class ProtocolRowsTest {

    private static final String PATH = "/v1/reports/protocols";
    private static final String RULES = """
            {"name": "=House rules of Dr. Canary", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": %s}, "infusionMinutes": 40,
             "plannedSessions": 6, "minDaysBetweenSessions": 2, "sources": {"/plannedSessions": "Canary, 2026-02-03"}}""";

    private final UUID clinic = UUID.randomUUID();
    private final String token = Clinics.token(clinic, PRESCRIBER);

    @Test
    void aClinicThatIsNewHasTheShippedOnes() {
        assertThat(Reports.lines(with(token), PATH))
                .extracting(ProtocolRowsTest::revision)
                .containsExactly("im-ketamine-0.5 1", "intranasal-esketamine-56 1", "iv-ketamine-0.5 1");
    }

    @Test
    void eachRevisionIsARowInEachFormat() {
        define();

        var lines = Reports.lines(with(token), PATH + "?protocol=house-iv");
        assertThat(lines).extracting(ProtocolRowsTest::revision).containsExactly("house-iv 1", "house-iv 2");
        assertThat(lines.get(1).at("/dose/mgPerKg").decimalValue()).isEqualByComparingTo("0.75");
        assertThat(lines.get(1).at("/sources/~1plannedSessions").textValue()).contains("Canary");
        assertThat(Reports.items(() -> with(token), PATH, 1))
                .extracting(ProtocolRowsTest::revision)
                .startsWith("house-iv 1", "house-iv 2", "im-ketamine-0.5 1")
                .hasSize(5);
        var records = Reports.records(
                with(token).accept("text/csv").get(PATH + "?protocol=house-iv").asString());
        assertThat(records).hasSize(2);
        assertThat(Reports.read(records.get(1).get("dose")).get("mgPerKg").decimalValue())
                .isEqualByComparingTo("0.75");
        assertThat(records.get(1).get("name")).startsWith("'=");
    }

    @Test
    void anAnalystSeesNumbersAndNoText() {
        define();
        var analyst = Clinics.token(clinic, ANALYST);

        assertThat(Reports.lines(with(analyst), PATH + "?protocol=house-iv"))
                .extracting(ProtocolRowsTest::revision)
                .containsExactly("house-iv 1", "house-iv 2");
        assertThat(Reports.items(() -> with(analyst), PATH, 2)).hasSize(5);
        for (var format : List.of("application/json", "text/csv", "application/x-ndjson")) {
            assertThat(with(analyst).accept(format).get(PATH).asString())
                    .contains("0.75")
                    .doesNotContain("Canary", "sources", "Oliver");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocol=%00", "limit=0", "cursor=x", "deidentified=perhaps"})
    void namesTheParameterThatCannotBeRead(String query) {
        isProblem(with(token).urlEncodingEnabled(false).get(PATH + "?" + query).then(), 400, "bad-request")
                .body("errors.pointer", hasItem(query.substring(0, query.indexOf('='))));
    }

    private void define() {
        with(token)
                .body(RULES.formatted("0.5"))
                .put("/v1/protocols/house-iv")
                .then()
                .statusCode(201);
        with(token)
                .header("If-Match", "\"1\"")
                .body(RULES.formatted("0.75"))
                .put("/v1/protocols/house-iv")
                .then()
                .statusCode(200);
    }

    private static String revision(JsonNode row) {
        return row.get("code").textValue() + " " + row.get("revision").intValue();
    }
}
