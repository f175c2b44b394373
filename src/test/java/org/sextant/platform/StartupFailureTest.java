package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** The last line of a start that fails, whatever wraps the reason. */
class StartupFailureTest {

    @Test
    void namesTheReasonInOneLine() {
        assertThat(explained(new StartupRefusal("the roof is open."))).isEqualTo("the roof is open.");
        assertThat(explained(new RuntimeException("wrapped", new StartupRefusal("the roof is open."))))
                .isEqualTo("the roof is open.");
        assertThat(explained(new RuntimeException(new BindException("Address already in use"))))
                .isEqualTo(
                        "port 8099 is already bound by another program. Stop that program, or set another QUARKUS_HTTP_PORT.");
        assertThat(explained(new IOException(new AccessDeniedException("/srv/data/demo-key.json"))))
                .isEqualTo("the file /srv/data/demo-key.json cannot be used: this user may not read or write it.");
        assertThat(explained(new NoSuchFileException("/srv/jwks.json")))
                .isEqualTo("the file /srv/jwks.json cannot be used: it does not exist.");
        assertThat(explained(new IllegalArgumentException(
                        "SRCFG00029: Expected an integer value, got \"many\"\n for sextant.http.at-once")))
                .isEqualTo("a setting has an unfit value: SRCFG00029: Expected an integer value, got \"many\" for"
                        + " sextant.http.at-once");
    }

    @Test
    void aFailureThatNobodyForesawIsSaidToBeOne() {
        var failure =
                new StartupFailure(new IllegalStateException("outer", new NullPointerException("a\nb")), () -> 8099);

        assertThat(failure.isExplained()).isFalse();
        assertThat(failure.line()).isEqualTo("an unexpected failure, which the lines above describe: a b");
    }

    private static String explained(Throwable cause) {
        var failure = new StartupFailure(cause, () -> 8099);

        assertThat(failure.isExplained()).isTrue();
        return failure.line();
    }
}
