package org.sextant.access.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.access.revocation.RevocationList.Entry;

class RevocationListTest {

    private static final UUID CLINIC = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00.400Z");

    @Test
    void aTokenIsMetByItsIdInItsClinic() {
        var list = new RevocationList(List.of(new Entry(CLINIC, "one", null, NOON)), 0);

        assertThat(list.include(CLINIC, "one", "nurse", NOON.plusSeconds(60))).isTrue();
        assertThat(list.include(CLINIC, "two", "nurse", NOON)).isFalse();
        assertThat(list.include(CLINIC, null, "nurse", NOON)).isFalse();
        assertThat(list.include(CLINIC, null, "one", NOON)).isFalse();
        assertThat(list.include(OTHER, "one", "nurse", NOON)).isFalse();
    }

    @Test
    void aCallersTokensAreMetUpToTheLastRevocation() {
        var list = new RevocationList(
                List.of(
                        new Entry(CLINIC, null, "nurse", NOON),
                        new Entry(CLINIC, null, "nurse", NOON.minusSeconds(3600)),
                        new Entry(OTHER, null, "nurse", NOON.plusSeconds(3600))),
                0);

        assertThat(list.include(CLINIC, "one", "nurse", Instant.parse("2026-03-04T12:00:00Z")))
                .isTrue();
        assertThat(list.include(CLINIC, "one", "nurse", Instant.parse("2026-03-04T12:00:01Z")))
                .isFalse();
        assertThat(list.include(CLINIC, "one", "other", Instant.parse("2026-03-04T11:00:00Z")))
                .isFalse();
    }
}
