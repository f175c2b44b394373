package org.sextant.web.wire;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.Consumer;
import org.sextant.web.problem.ProblemException;

/**
 * Tells whoever reads a body that the rest of it cannot be read, so that the request is refused like any other. Vert.x
 * would close the connection without an answer.
 */
public final class BrokenBody {

    private BrokenBody() {}

    /**
     * Calls back on the event loop of the connection, at once where the body is broken already, and never after the
     * answer has begun. HTTP/2 has no chunks that could be broken.
     *
     * @param connection the connection of the request whose body is read
     * @param reader gets the refusal, 400
     */
    public static void onBroken(HttpConnection connection, Consumer<ProblemException> reader) {
        var channel = ((ConnectionBase) connection).channel();
        var guard = channel.pipeline().get(HeadGuard.class);
        if (guard == null) {
            return;
        }
        if (channel.eventLoop().inEventLoop()) {
            guard.onBrokenBody(reader);
        } else {
            channel.eventLoop().execute(() -> guard.onBrokenBody(reader));
        }
    }
}
