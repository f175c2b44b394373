package org.sextant.compliance.rems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemsChangesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"lot\": \"A\"} | {\"lot\": \"A\"} | ``",
                "{\"lot\": \"A\"} | {\"lot\": \"B\"} | /lot",
                "{} | {\"lot\": \"B\"} | /lot",
                "{\"lot\": \"A\"} | {} | /lot",
                "{\"doseMg\": 56} | {\"doseMg\": 56.00} | ``",
                "{\"doseMg\": 56} | {\"doseMg\": 84} | /doseMg",
                "{\"b\": {\"x\": 1, \"y\": 1}, \"a\": 1} | {\"b\": {\"x\": 1, \"y\": 2}, \"a\": 2} | /a,/b/y",
                "{\"b\": {\"x\": 1}} | {} | /b",
                "{\"list\": [1, 2]} | {\"list\": [2, 1]} | /list",
                "{\"complete\": true, \"missing\": []} | {\"complete\": false, \"missing\": [\"lot\"]} | ``",
                "{\"setting\": {\"name\": \"A\"}} | {\"setting\": {\"name\": \"B\"}} | ``"
            })
    void namesTheMembersThatDiffer(String submitted, String now, String pointers) throws JsonProcessingException {
        assertThat(String.join(",", RemsChanges.between(JSON.readTree(submitted), JSON.readTree(now))))
                .isEqualTo(pointers);
    }
}
