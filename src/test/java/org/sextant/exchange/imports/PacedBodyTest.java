package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sextant.web.problem.ProblemException;

class PacedBodyTest {

    private static final Duration WINDOW = Duration.ofSeconds(60);

    private long now;

    /** Each read waits this long and brings this many bytes. */
    private InputStream body(Duration wait, int bytesARead, int length) {
        var content = new ByteArrayInputStream(new byte[length]);
        var arriving = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int offset, int most) {
                now += wait.toNanos();
                return content.read(target, offset, Math.min(most, bytesARead));
            }
        };
        return new PacedBody(arriving, WINDOW, 1024, () -> now);
    }

    @Test
    void aBodyThatDripsEndsAfterTheWindow() {
        assertThatThrownBy(() -> body(Duration.ofSeconds(1), 1, 1_000_000).readAllBytes())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        late -> assertThat(late.type().status()).isEqualTo(408));
        assertThat(Duration.ofNanos(now)).isEqualTo(WINDOW);
    }

    @Test
    void aBodyAtTheLeastRateIsReadToItsEnd() throws IOException {
        assertThat(body(Duration.ofSeconds(1), 1024, 1_000_000).readAllBytes()).hasSize(1_000_000);
    }

    @Test
    void aShortBodyMayEndWithinItsWindow() throws IOException {
        assertThat(body(Duration.ofSeconds(30), 10, 10).readAllBytes()).hasSize(10);
        assertThat(body(Duration.ofMinutes(5), 1, 0).readAllBytes()).isEmpty();
    }
}
