package org.sextant.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LostPlacesTest {

    private static final long LIMIT = LostPlaces.LIMIT.toNanos();

    private final LostPlaces places = new LostPlaces();

    @Test
    void nobodyWhoWaitsGetsAConnection() {
        assertThat(places.found(1, 7, 0)).isFalse();
        assertThat(places.found(0, 7, LIMIT / 2)).as("between two callers").isFalse();
        assertThat(places.found(3, 7, LIMIT)).isTrue();
        assertThat(places.found(3, 7, LIMIT + 1)).as("once").isFalse();
    }

    @Test
    void oneConnectionThatIsGivenOutIsEnough() {
        assertThat(places.found(1, 7, 0)).isFalse();
        assertThat(places.found(1, 8, LIMIT - 1)).isFalse();
        assertThat(places.found(1, 8, LIMIT)).isFalse();
    }

    @Test
    void nobodyWaits() {
        assertThat(places.found(0, 7, 0)).isFalse();
        assertThat(places.found(0, 7, LIMIT)).isFalse();
    }
}
