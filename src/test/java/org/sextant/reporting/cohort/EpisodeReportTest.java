package org.sextant.reporting.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Clinics;
import org.sextant.reporting.EpisodeLines;

/** What the reports count of courses that continue each other; in a clinic of each test's own. */
@QuarkusTest
class EpisodeReportTest {

    private final UUID clinic = UUID.randomUUID();
    private final String prescriber = Clinics.token(clinic, PRESCRIBER);
    private final String analyst = Clinics.token(clinic, ANALYST);

    /** From 20 to 4, then maintenance from 5. */
    private static EpisodeLines maintained() {
        return new EpisodeLines()
                .induction("2025-03-01T08:00:00Z")
                .score("2025-03-02T08:50:00Z", 20)
                .session("2025-03-02T09:15:00Z")
                .score("2025-03-09T08:50:00Z", 4)
                .then("MAINTENANCE", "MAINTENANCE", "2025-04-01T08:00:00Z")
                .score("2025-04-02T08:50:00Z", 5)
                .session("2025-04-02T09:15:00Z");
    }

    @Test
    void aRelapseAfterMaintenanceIsThatOfTheInduction() {
        maintained()
                .score("2025-04-10T08:50:00Z", 16)
                .score("2025-04-30T08:50:00Z", 17)
                .send(prescriber);

        outcomes("")
                .body("overall.n", equalTo(1))
                .body("overall.responders", equalTo(1))
                .body("overall.everResponded", equalTo(1))
                .body("overall.worsened", equalTo(0))
                .body("overall.meanLatest", equalTo(4));
        outcomes("&phase=MAINTENANCE")
                .body("overall.n", equalTo(1))
                .body("overall.worsened", equalTo(0))
                .body("overall.meanBaseline", equalTo(20))
                .body("overall.meanLatest", equalTo(17))
                .body("overall.medianHoursToResponse", nullValue());
        outcomes("&groupBy=phase")
                .body("groups.group", contains("INDUCTION", "MAINTENANCE"))
                .body("groups.n", contains(1, 1))
                .body("$", not(hasKey("overall")))
                .body("$", not(hasKey("phase")));
        for (var query : List.of("", "&maintenance=all", "&maintenance=with")) {
            durability(query)
                    .body("overall.n", equalTo(1))
                    .body("overall.weeks.relapsed", contains(0, 0, 0, 1, 1))
                    .body("overall.weeks.censored", contains(0, 0, 0, 0, 0))
                    .body("overall.weeks.atRisk", contains(1, 1, 1, 0, 0))
                    .body("overall.comparable", equalTo(!query.equals("&maintenance=with")));
        }
        durability("&maintenance=without").body("overall.n", equalTo(0)).body("maintenance", equalTo("without"));
    }

    /** The second score comes after the activation of the next induction, and shows nothing of the first. */
    @ParameterizedTest
    @CsvSource({"RELAPSE, 1, 0", "OTHER, 0, 1", "CONTINUATION, 0, 1"})
    void anotherInductionEndsTheResponseByItsReason(String reason, int relapsed, int censored) {
        maintained()
                .score("2025-04-10T08:50:00Z", 16)
                .then("INDUCTION", reason, "2025-04-20T08:50:00Z")
                .score("2025-04-30T08:50:00Z", 17)
                .session("2025-05-01T09:15:00Z")
                .send(prescriber);

        durability("")
                .body("overall.n", equalTo(1))
                .body("overall.weeks.relapsed", contains(0, 0, 0, relapsed, relapsed))
                .body("overall.weeks.censored", contains(0, 0, 0, censored, censored))
                .body("overall.weeks.atRisk", contains(1, 1, 1, 0, 0));
        outcomes("")
                .body("overall.n", equalTo(1))
                .body("overall.responders", equalTo(1))
                .body("overall.withoutLaterScore", equalTo(1));
    }

    /** Where two scores showed the relapse, the reason of the next induction changes nothing. */
    @Test
    void aRelapseInScoresCountsBeforeAnotherInduction() {
        maintained()
                .score("2025-04-10T08:50:00Z", 16)
                .score("2025-04-17T08:50:00Z", 17)
                .then("INDUCTION", "OTHER", "2025-06-20T08:50:00Z")
                .send(prescriber);

        durability("").body("overall.weeks.relapsed", contains(0, 0, 0, 1, 1));
    }

    /** After 13.9 days it is out, after 14.0 in, after 31.0 in, after 31.1 out; the first in the window counts. */
    @Test
    void aWindowIncludesBothItsEnds() {
        for (var days : List.of("13.9", "14.0", "31.0", "31.1")) {
            scoredAfter(days, 8).send(prescriber);
        }
        outcomes("&window=days:14-31")
                .body("overall.n", equalTo(2))
                .body("overall.responders", equalTo(2))
                .body("overall.withoutLaterScore", equalTo(2))
                .body("window", equalTo("days:14-31"));
        outcomes("&window=days:13.9-31.1").body("overall.n", equalTo(4));
        outcomes("").body("overall.n", equalTo(4)).body("$", not(hasKey("window")));

        scoredAfter("14.0", 12).score(at("2025-03-12T09:55:00Z", "20"), 4).send(prescriber);
        outcomes("&window=days:14-31")
                .body("overall.n", equalTo(3))
                .body("overall.responders", equalTo(2))
                .body("overall.everResponded", equalTo(3));
        outcomes("&window=days:14.5-31").body("overall.n", equalTo(2)).body("overall.responders", equalTo(2));
    }

    /** The response of day 7 is a question with an answer. */
    @Test
    void aWindowMayBeOneDay() {
        scoredAfter("7", 8).send(prescriber);
        scoredAfter("6.9", 12).send(prescriber);

        outcomes("&window=days:6-8").body("overall.n", equalTo(2)).body("overall.responders", equalTo(1));
        outcomes("&window=days:7-7").body("overall.n", equalTo(1)).body("overall.responders", equalTo(1));
    }

    /** From 20, with two infusions; the days count from the end of the second. */
    private static EpisodeLines scoredAfter(String days, int total) {
        return new EpisodeLines()
                .induction("2025-03-01T08:00:00Z")
                .score("2025-03-02T08:50:00Z", 20)
                .session("2025-03-02T09:15:00Z")
                .session("2025-03-12T09:15:00Z")
                .score(at("2025-03-12T09:55:00Z", days), total);
    }

    private static String at(String end, String days) {
        var seconds = new BigDecimal(days).multiply(BigDecimal.valueOf(86_400)).longValueExact();
        return Instant.parse(end).plus(Duration.ofSeconds(seconds)).toString();
    }

    @Test
    void ideationResolvesAtTheLastScoreThatAsks() {
        ideation(3, 0).send(prescriber);
        ideation(3, 1).send(prescriber);
        ideation(0, 1).send(prescriber);
        ideation(3, 0)
                .score("PHQ-9", "2025-03-05T08:50:00Z", "\"answers\": [1, 1, 1, 1, 1, 1, 1, 1, 1]")
                .score("2025-03-20T08:50:00Z", 6)
                .send(prescriber);

        outcomes("")
                .body("overall.suicidalityAsked", equalTo(4))
                .body("overall.suicidalBefore", equalTo(3))
                .body("overall.suicidalAfter", equalTo(3))
                .body("overall.newlySuicidal", equalTo(1))
                .body("overall.resolvedSuicidal", equalTo(2))
                .body("overall.resolvedSuicidalRate", equalTo(0.6667f));
    }

    private static EpisodeLines ideation(int before, int after) {
        return new EpisodeLines()
                .induction("2025-03-01T08:00:00Z")
                .score("PHQ-9", "2025-03-02T08:50:00Z", "\"answers\": [2, 2, 2, 2, 2, 2, 2, 2, %d]".formatted(before))
                .session("2025-03-02T09:15:00Z")
                .score("PHQ-9", "2025-03-09T08:50:00Z", "\"answers\": [1, 1, 1, 1, 1, 1, 1, 1, %d]".formatted(after));
    }

    @ParameterizedTest
    @CsvSource({
        "PHQ-9, iv-ketamine-0.5, F33.2, true",
        "PHQ-9, iv-ketamine-0.5, F32.1, true",
        "PHQ-9, iv-ketamine-0.5, F33, true",
        "PHQ-9, iv-ketamine-0.5, F43.1, false",
        "PHQ-9, iv-ketamine-0.5, F331, false",
        "PHQ-9, im-ketamine-0.5, F33.2, false",
        "PCL-5, iv-ketamine-0.5, F33.2, false"
    })
    void yardsticksStandBesideWhatTheyMeasured(String instrument, String protocol, String code, boolean shown) {
        new EpisodeLines()
                .on(protocol, code)
                .induction("2025-03-01T08:00:00Z")
                .score(instrument, "2025-03-02T08:50:00Z", "\"total\": 20")
                .session("2025-03-02T09:15:00Z")
                .score(instrument, "2025-03-09T08:50:00Z", "\"total\": 4")
                .send(prescriber);

        for (var report : List.of("outcomes", "durability")) {
            var answer = with(prescriber)
                    .get("/v1/reports/" + report + "?instrument=" + instrument)
                    .then()
                    .statusCode(200)
                    .body("groups.comparable", contains(shown))
                    .body("overall.comparable", equalTo(shown));
            if (shown) {
                answer.body("yardsticks[0].source", equalTo("McInnes 2022"))
                        .body("yardsticks[0].n", equalTo(537))
                        .body("yardsticks[0].treated", equalTo(9016))
                        .body("yardsticks[0].window", equalTo("14–31 days after induction"))
                        .body("yardsticks[0].worsened", equalTo("any rise of the PHQ-9"))
                        .body("yardsticks[0].durability", equalTo("without maintenance"))
                        .body("yardsticks[0].doi", equalTo("10.1016/j.jad.2021.12.097"));
            } else {
                answer.body("yardsticks", empty());
            }
        }
    }

    /** A mixed group is not compared as a whole: beside the yardsticks stands the part of it that is of their kind. */
    @Test
    void yardsticksStandBesideThePartThatTheyMeasured() {
        maintained().send(prescriber);
        new EpisodeLines()
                .on("iv-ketamine-0.5", "F43.1")
                .induction("2025-03-01T08:00:00Z")
                .score("2025-03-02T08:50:00Z", 20)
                .session("2025-03-02T09:15:00Z")
                .score("2025-03-09T08:50:00Z", 4)
                .send(prescriber);

        outcomes("&groupBy=indication")
                .body("groups.group", contains("F33.2", "F43.1"))
                .body("groups.comparable", contains(true, false))
                .body("groups[0].comparison.n", equalTo(1))
                .body("groups[1].comparison", nullValue())
                .body("overall.comparable", equalTo(false))
                .body("overall.n", equalTo(2))
                .body("overall.comparison.n", equalTo(1))
                .body("overall.comparison.responders", equalTo(1))
                .body("overall.comparison.responseRateCi", hasSize(2))
                .body("yardsticks.source", contains("McInnes 2022", "Oliver 2022", "Oliver 2022"))
                .body("yardsticks.n", contains(537, 424, 424))
                .body("yardsticks[1].estimate", equalTo("Kaplan–Meier"));
        outcomes("&groupBy=route")
                .body("groups.comparable", contains(false))
                .body("groups.n", contains(2))
                .body("groups.comparison.n", contains(1))
                .body("yardsticks.source", hasItem("McInnes 2022"));
        outcomes("&groupBy=phase")
                .body("groups.find { it.group == 'INDUCTION' }.comparison.n", equalTo(1))
                .body("overall", nullValue());
        outcomes("&phase=MAINTENANCE")
                .body("groups.comparable", contains(false))
                .body("groups.comparison", contains(nullValue()))
                .body("yardsticks", empty());
        durability("&groupBy=route")
                .body("groups.n", contains(2))
                .body("groups.comparison.n", contains(1))
                .body("groups[0].comparison.weeks.week", contains(1, 2, 4, 8, 12))
                .body("overall.comparable", equalTo(false))
                .body("yardsticks.source", contains("McInnes 2022"));
        durability("&maintenance=with").body("overall.comparison", nullValue()).body("yardsticks", empty());
    }

    /** Two windows that differ a little would tell of few by their difference; so would the one group that is of one kind. */
    @Test
    void anAnalystHasTwoWindowsAndComparesTheWhole() {
        for (var i = 0; i < 24; i++) {
            scoredAfter(i < 12 ? "20" : "40", i % 2 == 0 ? 8 : 18).send(prescriber);
        }

        with(analyst)
                .get("/v1/reports/outcomes?instrument=PHQ-9&window=days:14-31")
                .then()
                .statusCode(200)
                .body("overall.n", equalTo(12))
                .body("overall.responders", nullValue())
                .body("groups.comparable", contains(false))
                .body("groups[0].comparison", nullValue())
                .body("overall.comparable", equalTo(true))
                .body("overall.comparison", nullValue());
        for (var window : List.of("days:14-30", "days:14.0-31", "days:0-3650")) {
            isProblem(
                    with(analyst)
                            .get("/v1/reports/outcomes?instrument=PHQ-9&window=" + window)
                            .then(),
                    400,
                    "bad-request");
        }
        scoredAfter("20", 8).send(prescriber);
        var hidden = with(analyst)
                .get("/v1/reports/durability?instrument=PHQ-9&maintenance=without")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(hidden.<Object>get("overall.n"))
                .as("All 13 are without maintenance: the 0 with it would be told")
                .isNull();
    }

    private ValidatableResponse outcomes(String query) {
        return with(prescriber)
                .get("/v1/reports/outcomes?instrument=PHQ-9" + query)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse durability(String query) {
        return with(prescriber)
                .get("/v1/reports/durability?instrument=PHQ-9" + query)
                .then()
                .statusCode(200);
    }
}
