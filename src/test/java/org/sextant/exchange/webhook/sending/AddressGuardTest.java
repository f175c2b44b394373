package org.sextant.exchange.webhook.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.exchange.webhook.sending.AddressGuard.Forbidden;

/** Which addresses are called: none that is not public, however it is written. */
class AddressGuardTest {

    private static final Map<String, List<String>> NAMES = Map.of(
            "example.org", List.of("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"),
            "both.example", List.of("93.184.215.14", "10.0.0.7"),
            "inside.example", List.of("192.168.1.5"),
            "mapped.example", List.of("::ffff:10.0.0.1"));

    private final AtomicInteger lookUps = new AtomicInteger();

    private final AddressGuard guard = new AddressGuard(this::lookUp, Optional.of(List.of("inside.example")), false);

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        lookUps.incrementAndGet();
        var known = NAMES.get(host);
        if (known == null) {
            // Numbers, which need no server of names; any other name is unknown.
            if (!host.matches("[0-9a-fA-FxX.:%]+")) {
                throw new UnknownHostException(host);
            }
            return InetAddress.getAllByName(host);
        }
        var found = new InetAddress[known.size()];
        for (var i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByName(known.get(i));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "127.255.255.254",
                "2130706433",
                "0.0.0.0",
                "0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "169.254.169.254",
                "169.254.0.1",
                "2852039166",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.1",
                "192.0.0.170",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[::ffff:10.0.0.1]",
                "[::127.0.0.1]",
                "[fe80::1]",
                "[febf::1]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[ff02::1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::1]",
                "[2002:7f00:1::]",
                "[2002:a00:1::1]",
                "[2001:db8::1]",
                "[2001::1]",
                "[2001:10::1]",
                "[2001:20::1]",
                "[3fff::1]",
                "[100::1]",
                "[4000::1]",
                "[1000::1]",
                "[fec0::1]",
                "[::ffff:0:127.0.0.1]",
                "[0:0:0:0:0:0:0:1]",
                "[0:0:0:0:0:ffff:7f00:1]",
                "both.example",
                "mapped.example",
                "127.0.0.1.",
                "localhost",
                "0x7f000001",
                "unknown.example"
            })
    void whatIsNotPublicIsRefused(String host) {
        assertThatThrownBy(() -> guard.check("https://" + host + "/hook")).isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "ftp://example.org/",
                "https://example.org:25/",
                "https://example.org:8080/",
                "https://a@example.org/",
                "https://a:b@example.org/",
                "https://example.org/#x",
                "https:///x",
                "example.org",
                "//example.org/",
                "https://exa mple.org/",
                "https://",
                "file:///etc/passwd",
                "",
                "javascript:x"
            })
    void whatHasAnotherFormIsRefused(String url) {
        assertThatThrownBy(() -> guard.check(url)).isInstanceOf(Forbidden.class);
    }

    @Test
    void whatIsPublicIsCalledAtTheAddressThatWasChecked() throws Exception {
        var target = guard.target("https://EXAMPLE.org:8443/a/b?c=d");
        assertThat(lookUps).hasValue(1);
        assertThat(target.address().getHostAddress()).isEqualTo("93.184.215.14");
        assertThat(target.host()).isEqualTo("example.org");
        assertThat(target.port()).isEqualTo(8443);
        assertThat(target.path()).isEqualTo("/a/b?c=d");
        assertThatCode(() -> guard.check("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/"))
                .doesNotThrowAnyException();
    }

    /** A host of the clinic's own network, which only the operator can name. */
    @Test
    void theOperatorMayNamePrivateHosts() throws Exception {
        assertThat(guard.target("https://inside.example:9443/").address().getHostAddress())
                .isEqualTo("192.168.1.5");
        assertThatThrownBy(() -> guard.check("http://inside.example/")).isInstanceOf(Forbidden.class);
    }

    /** In a demonstration, this machine alone. */
    @Test
    void inTheDemoLoopbackIsCalled() throws Exception {
        var demo = new AddressGuard(this::lookUp, Optional.empty(), true);
        assertThat(demo.target("http://127.0.0.1:9000/").port()).isEqualTo(9000);
        assertThatThrownBy(() -> demo.check("http://10.0.0.1/")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> demo.check("http://169.254.169.254/")).isInstanceOf(Forbidden.class);
    }

    @Test
    void aNameThatChangesLeadsNowhereElse() throws Exception {
        var count = new AtomicInteger();
        var changing = new AddressGuard(
                host -> new InetAddress[] {
                    InetAddress.getByName(count.getAndIncrement() == 0 ? "93.184.215.14" : "127.0.0.1")
                },
                Optional.empty(),
                false);
        assertThat(changing.target("https://rebind.example/").address().getHostAddress())
                .isEqualTo("93.184.215.14");
        assertThatThrownBy(() -> changing.target("https://rebind.example/")).isInstanceOf(Forbidden.class);
    }
}
