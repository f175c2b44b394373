package org.sextant.rules.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.rules.protocol.TestRules;

class AgeRulesTest {

    private static final Instant AT = Instant.parse("2026-03-02T02:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2018-01-01, UTC, BLOCK, The age of 8 years is below 18.",
        "2008-03-03, UTC, BLOCK, The age of 17 years is below 18.",
        "2008-03-02, UTC, PASS, The age of 18 years is within the limits.",
        "2008-03-02, America/New_York, BLOCK, The age of 17 years is below 18.",
        "2008-03-01, America/New_York, PASS, The age of 18 years is within the limits.",
        "1960-03-03, UTC, PASS, The age of 65 years is within the limits.",
        "1960-03-02, UTC, BLOCK, The age of 66 years is above 65."
    })
    void countsWholeYearsOnTheDateOfTheClinic(LocalDate birthDate, ZoneId zone, Outcome outcome, String detail) {
        var verdict = limit(new PatientFacts(birthDate, zone), "ageFrom", 18, "ageTo", 65);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.detail()).isEqualTo(detail);
    }

    @Test
    void saysNothingWithoutALimit() {
        assertThat(limit(new PatientFacts(LocalDate.parse("2020-01-01"), ZoneId.of("UTC")))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void warnsWhereTheAgeIsNotKnown() {
        assertThat(limit(PatientFacts.UNKNOWN, "ageFrom", 18).outcome()).isEqualTo(Outcome.WARN);
    }

    private static Verdict limit(PatientFacts patient, Object... limits) {
        return AgeRules.limit(new ProtocolRevision("any", 1, TestRules.rules(limits)), patient, AT);
    }
}
