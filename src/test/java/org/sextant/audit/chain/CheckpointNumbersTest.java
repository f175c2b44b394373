package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which checkpoints stay, in a count of some days and in one of many years. */
class CheckpointNumbersTest {

    @Test
    void thoseThatAreRequiredAreListed() {
        for (var newest : new long[] {0, 1, 2, 3, 511, 512, 513, 1024, 5000, 65_537}) {
            assertThat(CheckpointNumbers.required(newest).sorted().toArray())
                    .as("newest " + newest)
                    .isEqualTo(LongStream.rangeClosed(1, newest)
                            .filter(number -> CheckpointNumbers.isRequired(number, newest))
                            .toArray());
        }
    }

    /** None that is gone comes to be required again, and each goes later than it is required. */
    @Test
    void whatIsRequiredHasStayed() {
        for (var newest = 1L; newest <= 20_000; newest += 97) {
            for (var number = 1L; number <= newest; number++) {
                if (CheckpointNumbers.isRequired(number, newest)) {
                    assertThat(CheckpointNumbers.stays(number, newest)).isTrue();
                }
                if (!CheckpointNumbers.stays(number, newest)) {
                    assertThat(CheckpointNumbers.isRequired(number, newest + 1)).isFalse();
                }
            }
        }
    }

    @Test
    void theNewestIsRequiredAlwaysAndAllOfTheLastOnes() {
        for (var newest = 1L; newest < 3000; newest += 13) {
            for (var number = Math.max(1, newest - 500); number <= newest; number++) {
                assertThat(CheckpointNumbers.isRequired(number, newest)).isTrue();
            }
        }
    }

    /** One a second, day and night, for ten years. */
    @Test
    void someThousandsStayOfHundredsOfMillions() {
        var newest = 10 * 365 * 86_400L;
        var required = CheckpointNumbers.required(newest).toArray();

        assertThat(required).hasSizeBetween(2000, 10_000);
        // Of each day of the last week some are left, of each week of the last year, and of each month.
        assertThat(withinDays(required, newest, 6, 7)).isGreaterThan(30);
        assertThat(withinDays(required, newest, 350, 357)).isPositive();
        assertThat(withinDays(required, newest, 3600, 3630)).isPositive();
    }

    private static long withinDays(long[] numbers, long newest, int from, int to) {
        return LongStream.of(numbers)
                .filter(number -> newest - number >= from * 86_400L && newest - number < to * 86_400L)
                .count();
    }
}
