package org.sextant.rules.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sextant.rules.protocol.ClearanceKind.CONSENT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.rules.protocol.RequiredClearance.Moment;
import org.sextant.rules.protocol.RequiredClearance.Scope;

class RequiredClearanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"CONSENT\"",
                "{\"kind\": \"CONSENT\"}",
                "{\"kind\": \"CONSENT\", \"validDays\": null, \"at\": null}",
                "{\"kind\": \"CONSENT\", \"validDays\": 180, \"appliesTo\": \"ALL\", \"at\": \"ACTIVATION\"}"
            })
    void whatABareKindSaysIsWrittenAsOne(String json) throws Exception {
        var read = read(json);

        assertThat(read).isEqualTo(new RequiredClearance(CONSENT, 180, Scope.ALL, Moment.ACTIVATION));
        assertThat(JSON.writeValueAsString(read)).isEqualTo("\"CONSENT\"");
    }

    @Test
    void whatSaysMoreIsWrittenWithAllMembers() throws Exception {
        var read = read("{\"kind\": \"CONSENT\", \"validDays\": 30}");

        assertThat(JSON.readTree(JSON.writeValueAsString(read)))
                .isEqualTo(JSON.readTree(
                        "{\"kind\": \"CONSENT\", \"validDays\": 30, \"appliesTo\": \"ALL\", \"at\": \"ACTIVATION\"}"));
        assertThat(read(JSON.writeValueAsString(read))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[\"CONSENT\"]", "true", "\"SELFIE\"", "{\"kind\": \"SELFIE\"}", "{\"at\": 1.5}"})
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MismatchedInputException.class);
    }

    private static RequiredClearance read(String json) throws JsonProcessingException {
        return JSON.readValue(json, RequiredClearance.class);
    }
}
