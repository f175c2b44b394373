package org.sextant.exchange.webhook.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which addresses may be called. A name is looked up for each call, and the call goes to the address that was checked:
 * a name that changes between the check and the call leads nowhere else. Where one address of a name is not public, none
 * is called. The operator alone can allow hosts of a private network.
 */
@ApplicationScoped
public class AddressGuard {

    private static final Set<Integer> PORTS = Set.of(443, 8443);

    private final Names names;
    private final Set<String> privateHosts;
    private final boolean demo;

    /**
     * @param privateHosts names of hosts that may have addresses that are not public
     * @param demo true where loopback addresses may be called, also without TLS, on any port
     */
    AddressGuard(
            Names names,
            @ConfigProperty(name = "sextant.webhooks.private-hosts") Optional<List<String>> privateHosts,
            @ConfigProperty(name = "sextant.demo", defaultValue = "false") boolean demo) {
        this.names = names;
        this.privateHosts = Set.copyOf(privateHosts.orElse(List.of()).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList());
        this.demo = demo;
    }

    /** Looks up names. */
    interface Names {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    /** Where a call goes: to the checked address, in the name of the host. */
    record Target(InetAddress address, String host, int port, boolean tls, String path) {}

    /** An address that must not be called, and why, in words for whoever has set it up. */
    public static class Forbidden extends Exception {

        private static final long serialVersionUID = 1L;

        Forbidden(String why) {
            super(why);
        }
    }

    /**
     * Checks the form of an address and what its name leads to now.
     *
     * @throws Forbidden where it may not be called
     */
    public void check(String url) throws Forbidden {
        try {
            target(url);
        } catch (UnknownHostException unknown) {
            throw new Forbidden("must have a host that is known");
        }
    }

    /** Where to call now. */
    Target target(String url) throws Forbidden, UnknownHostException {
        var uri = parsed(url);
        var host = host(uri);
        var tls = uri.getScheme().equalsIgnoreCase("https");
        var isPrivate = privateHosts.contains(host);
        var found = names.lookUp(host);
        if (found.length == 0) {
            throw new UnknownHostException("no address");
        }
        var isDemo = demo && Arrays.stream(found).allMatch(InetAddress::isLoopbackAddress);
        if (!tls && !isDemo) {
            throw new Forbidden("must begin with https://");
        }
        var port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        if (!PORTS.contains(port) && !isPrivate && !isDemo) {
            throw new Forbidden("must have the port 443 or 8443");
        }
        if (!isPrivate && !isDemo && !Arrays.stream(found).allMatch(PublicAddresses::include)) {
            throw new Forbidden("must not lead to an address that is not public");
        }
        return new Target(found[0], host, port, tls, path(uri));
    }

    private static URI parsed(String url) throws Forbidden {
        try {
            var uri = new URI(url);
            if (uri.getScheme() == null
                    || !uri.getScheme().toLowerCase(Locale.ROOT).matches("https?")) {
                throw new Forbidden("must begin with https://");
            }
            if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw new Forbidden("must have neither a user nor a fragment");
            }
            return uri;
        } catch (URISyntaxException noAddress) {
            throw new Forbidden("must be an address that begins with https://");
        }
    }

    /** Also of brackets around an address of version 6, which the look-up does not take. */
    private static String host(URI uri) throws Forbidden {
        var host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new Forbidden("must have a host");
        }
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "").replaceFirst("\\.$", "");
    }

    private static String path(URI uri) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
