package org.sextant.web.wire;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.sextant.web.problem.CommonProblem;

/** What the head of a request must keep to beside what Netty's decoder checks. */
public final class HeadRules {

    /**
     * The path that a request gets whose address, host, version or names of headers cannot be used. The request then
     * takes the way of every request, with id, log line and audit row, to its refusal by the path guard.
     */
    public static final String UNREADABLE = "/(unreadable)";

    private static final String NO_HOST = "unreadable.invalid";

    private HeadRules() {}

    /**
     * The fault in how the request says where its body ends; null where there is none. Two servers that read the end of
     * a body in two ways take the rest of the body for a request.
     */
    static UnreadableHead faultOfFraming(HttpRequest request) {
        var codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return null;
        }
        if (request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return new UnreadableHead(CommonProblem.BAD_REQUEST.because(
                    "Transfer-Encoding needs HTTP/1.1 and cannot be combined with Content-Length."));
        }
        return codings.size() == 1
                        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
                                codings.get(0).strip())
                ? null
                : new UnreadableHead(CommonProblem.NOT_IMPLEMENTED.because(
                        "The only transfer coding of this service is chunked, once."));
    }

    /** Gives a request that cannot be served the path {@link #UNREADABLE}, and what else Vert.x needs to serve it. */
    static void markUnreadable(HttpRequest request) {
        var headers = request.headers();
        var hasVersion = request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        var hasHost = isHost(headers.getAll(HttpHeaderNames.HOST), request.protocolVersion());
        var hasNames = headers.names().stream().noneMatch(String::isBlank);
        if (hasVersion && hasHost && hasNames && isTarget(request.uri())) {
            return;
        }
        request.setUri(UNREADABLE);
        headers.set(HttpHeaderNames.HOST, NO_HOST);
        headers.remove("");
        if (!hasVersion) {
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private static boolean isHost(List<String> hosts, HttpVersion version) {
        return hosts.isEmpty()
                ? version.equals(HttpVersion.HTTP_1_0)
                : hosts.size() == 1 && HostAndPort.parseAuthority(hosts.get(0), -1) != null;
    }

    /** True for the address of a resource on this server, also as a proxy sends it, that decodes. */
    private static boolean isTarget(String target) {
        try {
            var uri = new URI(target);
            new QueryStringDecoder(target).parameters();
            return target.startsWith("/")
                    ? !target.startsWith("//")
                    : ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                            && uri.getHost() != null
                            && uri.getRawPath().startsWith("/");
        } catch (URISyntaxException | IllegalArgumentException undecodable) {
            return false;
        }
    }
}
