package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    private record Sent(BigDecimal b, Instant a, String absent) {}

    /** Retries come for ever: a change of this value would turn them into conflicts. */
    @Test
    void theFormStaysWhatItWas() {
        var sent = new Sent(new BigDecimal("36.7"), Instant.parse("2026-01-05T09:00:00Z"), null);

        assertThat(ContentHash.of(List.of("x", sent)))
                .isEqualTo("1:d6bb12b7629427506047707671931f73eb28262664f7ace9667beb564e610874");
    }

    /** A hash set has another order in each process. */
    @Test
    void aSetAndATreeHaveNoOrder() throws Exception {
        assertThat(ContentHash.of(new LinkedHashSet<>(List.of("A", "B"))))
                .isEqualTo(ContentHash.of(new LinkedHashSet<>(List.of("B", "A"))))
                .isNotEqualTo(ContentHash.of(Set.of("A")));
        var json = new ObjectMapper();
        assertThat(ContentHash.of(json.readTree("{\"a\": 1, \"b\": [1, 2]}")))
                .isEqualTo(ContentHash.of(json.readTree("{\"b\": [1, 2], \"a\": 1}")))
                .isNotEqualTo(ContentHash.of(json.readTree("{\"a\": 1, \"b\": [2, 1]}")));
    }
}
