package org.sextant.reporting.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    /** The bounds are those of R 4.2.2, prop.test(x, n, correct = FALSE), rounded to four decimals. */
    @ParameterizedTest
    @CsvSource({
        "18, 40, 0.4500, 0.3071, 0.6017",
        "0, 10, 0.0000, 0.0000, 0.2775",
        "10, 10, 1.0000, 0.7225, 1.0000",
        "1, 1, 1.0000, 0.2065, 1.0000",
        "0, 1, 0.0000, 0.0000, 0.7935",
        "2, 10, 0.2000, 0.0567, 0.5098",
        "1, 10, 0.1000, 0.0179, 0.4042",
        "11, 22, 0.5000, 0.3072, 0.6928",
        "4832, 9016, 0.5359, 0.5256, 0.5462",
        "2606, 9016, 0.2890, 0.2798, 0.2985",
        "212, 424, 0.5000, 0.4526, 0.5474"
    })
    void hasWilsonsInterval(int count, int whole, String rate, String lower, String upper) {
        var proportion = new Proportion(count, whole);

        assertThat(proportion.rate()).isEqualByComparingTo(rate);
        assertThat(proportion.interval().get(0)).isEqualByComparingTo(lower);
        assertThat(proportion.interval().get(1)).isEqualByComparingTo(upper);
    }

    @Test
    void nothingIsAShareOfNothing() {
        assertThat(new Proportion(0, 0).rate()).isNull();
        assertThat(new Proportion(0, 0).interval()).isNull();
    }
}
