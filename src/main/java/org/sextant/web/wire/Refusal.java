package org.sextant.web.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemException;

/** The answer to a request that no filter sees, with its line in the access log. */
final class Refusal {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger ACCESS_LOG = Logger.getLogger("io.quarkus.http.access-log");
    private static final String REQUEST_ID = "requestId";
    private static final int CLIENT_HAS_GONE = 499;

    private Refusal() {}

    /** The answer, after which the connection is closed. Neither method nor path are known, nor is the caller. */
    static FullHttpResponse of(ProblemException problem) {
        var id = UUID.randomUUID().toString();
        var status = problem.type().status();
        log(id, status);
        var body = Unpooled.wrappedBuffer(document(problem));
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
        answer.headers()
                .set("X-Request-Id", id)
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }

    /** The line of a client that closed its connection before the head of its request was whole. */
    static void logGone() {
        log(UUID.randomUUID().toString(), CLIENT_HAS_GONE);
    }

    /** In the form that application.properties gives the access log. */
    private static void log(String id, int status) {
        MDC.put(REQUEST_ID, id);
        ACCESS_LOG.infof("- (unreadable) %d 0 ms", status);
        MDC.remove(REQUEST_ID);
    }

    private static byte[] document(ProblemException problem) {
        try {
            return JSON.writeValueAsBytes(Problem.of(problem, "/"));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
