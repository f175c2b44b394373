package org.sextant.exchange.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.search.SearchParameter.Value;
import org.sextant.web.problem.ProblemException;

/** The interval that each precision stands for, and what each prefix compares with it. */
class DateRangeTest {

    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "2026-02, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
        "2026-02-03T14:30, 2026-02-03T14:30:00Z, 2026-02-03T14:31:00Z",
        "2026-02-03T14:30Z, 2026-02-03T14:30:00Z, 2026-02-03T14:31:00Z",
        "2026-02-03T14:30:15, 2026-02-03T14:30:15Z, 2026-02-03T14:30:16Z",
        "2026-02-03T14:30:15+02:00, 2026-02-03T12:30:15Z, 2026-02-03T12:30:16Z",
        "2026-02-03T14:30:15 02:00, 2026-02-03T12:30:15Z, 2026-02-03T12:30:16Z",
        "2026-02-03T14:30:15.1Z, 2026-02-03T14:30:15.100Z, 2026-02-03T14:30:15.200Z",
        "2026-02-03T14:30:15.123Z, 2026-02-03T14:30:15.123Z, 2026-02-03T14:30:15.124Z"
    })
    void aValueIsTheIntervalThatItNames(String text, Instant from, Instant until) {
        assertThat(range(text)).isEqualTo(new DateRange(DateRange.Prefix.EQ, from, until));
    }

    @ParameterizedTest
    @CsvSource({
        "eq2026, (at >= :v0 AND until < :v1)",
        "ne2026, NOT (at >= :v0 AND until < :v1)",
        "gt2026, until >= :v0",
        "lt2026, at < :v0",
        "ge2026, (until >= :v1 OR (at >= :v0 AND until < :v1))",
        "le2026, (at < :v0 OR (at >= :v0 AND until < :v1))",
        "sa2026, at >= :v0",
        "eb2026, until < :v0"
    })
    void aPrefixComparesTheSpanOfTheRecord(String text, String condition) {
        assertThat(range(text).condition("at", "until", new Sql())).isEqualTo(condition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "26",
                "2026-13",
                "2026-02-30",
                "2026-02-03T25:00",
                "2026T10:00",
                "2026-02-03Z",
                "ap2026",
                "1899",
                "2200",
                "9999-12-31",
                "2026-02-03T14:30:15.1234567890Z",
                "2026-02-03T14",
                "EQ2026",
                "--2026"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> range(text)).isInstanceOf(ProblemException.class);
    }

    private static DateRange range(String text) {
        var scope = new Scope("https://sextant.example/fhir", UUID.randomUUID(), "issuer", true);
        return DateRange.of(new Value("date", text, "", scope));
    }
}
