package org.sextant.exchange.fhir.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a scope, and what only looks like one: what is not understood grants nothing. */
class SmartScopeTest {

    @ParameterizedTest
    @CsvSource({
        "user/Observation.rs, user, Observation, rs",
        "system/*.cruds, system, *, cruds",
        "patient/Patient.r, patient, Patient, r",
        "user/Encounter.s, user, Encounter, s",
        "user/Observation.cu, user, Observation, cu",
        "patient/*.read, patient, *, rs",
        "user/Observation.write, user, Observation, cud",
        "system/Patient.*, system, Patient, cruds"
    })
    void isRead(String text, String context, String type, String letters) {
        assertThat(SmartScope.of(text)).contains(new SmartScope(context, type, letters, List.of()));
    }

    @Test
    void mayNameCategories() {
        assertThat(SmartScope.of("user/Observation.rs?category=http://x.example/c|vital-signs,survey"))
                .contains(new SmartScope(
                        "user", "Observation", "rs", List.of("http://x.example/c|vital-signs", "survey")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "openid",
                "launch/patient",
                "user/Observation",
                "user/Observation.",
                "user/Observation.sr",
                "user/Observation.rr",
                "user/Observation.R",
                "user/Observation.rsx",
                "user/Observation.rs ",
                " user/Observation.rs",
                "user/Observation.Read",
                "user/observation.rs",
                "User/Observation.rs",
                "users/Observation.rs",
                "user/*Observation.rs",
                "user/**.rs",
                "user//Observation.rs",
                "user/Observation.rs?",
                "user/Observation.rs?category",
                "user/Observation.rs?category=",
                "user/Observation.rs?category=a|",
                "user/Observation.rs?category=|a",
                "user/Observation.rs?category=a,",
                "user/Observation.rs?category=a|b|c",
                "user/Observation.rs?category=a%7Cb",
                "user/Observation.rs?category=a&status=final",
                "user/Observation.rs?category=a?category=b",
                "user/Observation.rs?status=final",
                "user/Observation.rs?Category=a",
                "user/Observation.read?category=a",
                "user/Observation.rs#x",
                "user/Observation.rs\nuser/Patient.rs"
            })
    void isNone(String text) {
        assertThat(SmartScope.of(text)).isEmpty();
    }
}
