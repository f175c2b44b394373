package org.sextant.chart.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Database;

/** What looks like a code, in Java and in SQL alike. */
@QuarkusTest
class CodedIndicationTest {

    @ParameterizedTest
    @CsvSource({
        "http://hl7.org/fhir/sid/icd-10-cm, F33.2, true",
        "urn:oid:2.16.840.1.113883.6.96, 370143000, true",
        "http://example.org/own, TRD-2, true",
        "http://example.org/own, A2345678901234567890, true",
        "http://example.org/own, A23456789012345678901, false",
        "http://example.org/own, Mrs Example, false",
        "http://example.org/own, depressão, false",
        "http://example.org/own, F33_2, false",
        "http://example.org/own, 'F33.2\n', false",
        "http://example.org/her sister, F33.2, false",
        "see the letter of Dr. Example, F33.2, false",
        "ICD-10, F33.2, false",
        "http:, F33.2, false",
        "http://example.org/Müller, F33.2, false"
    })
    void isNoSentence(String system, String code, boolean coded) throws Exception {
        assertThat(CodedIndication.is(system, code)).isEqualTo(coded);
        for (var shown : new String[] {CodedIndication.CODE_SQL, CodedIndication.SYSTEM_SQL}) {
            assertThat(Database.number(
                            "SELECT count(%s) FROM (VALUES (?, ?)) AS course(indication_system, indication_code)"
                                    .formatted(shown),
                            system,
                            code))
                    .as(shown)
                    .isEqualTo(coded ? 1 : 0);
        }
    }
}
