package org.sextant.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
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
}
