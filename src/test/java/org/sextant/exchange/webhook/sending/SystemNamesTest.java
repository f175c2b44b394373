package org.sextant.exchange.webhook.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A server of names that does not answer holds nobody up for long. */
class SystemNamesTest {

    private final CountDownLatch answered = new CountDownLatch(1);

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        if (host.startsWith("silent")) {
            try {
                answered.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        if (host.startsWith("unknown")) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getAllByName("192.0.2.1");
    }

    @Test
    void aLookUpEndsInTimeAndTheThreadsAreLimited() throws Exception {
        var names = new SystemNames(this::lookUp, Duration.ofMillis(20));
        assertThat(new SystemNames(this::lookUp, Duration.ofMinutes(1)).lookUp("known.example"))
                .containsExactly(InetAddress.getByName("192.0.2.1"));
        assertThatThrownBy(() -> names.lookUp("unknown.example")).isInstanceOf(UnknownHostException.class);
        for (var i = 0; i < SystemNames.MOST_AT_ONCE; i++) {
            assertThatThrownBy(() -> names.lookUp("silent.example"))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessage("no answer in time");
        }
        assertThatThrownBy(() -> names.lookUp("silent.example")).hasMessage("too many look-ups have no answer");
        answered.countDown();
    }
}
