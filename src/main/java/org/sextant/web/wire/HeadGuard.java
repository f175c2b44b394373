package org.sextant.web.wire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sextant.web.problem.ProblemException;

/**
 * Refuses a request whose head cannot be read, with a problem document and a log line, and reads nothing behind it. Vert.x
 * still answers, so that the refusal comes after the answers to earlier requests of the connection, and closes the
 * connection; this handler replaces Vert.x's answer without a body. A request whose head is good and whose body breaks is
 * answered on the usual way, because its caller is known; the answer is the last of the connection. A client that leaves
 * in the middle of a head is a line in the log and nothing else: Vert.x would try to answer nobody, and print a stack trace.
 */
final class HeadGuard extends ChannelDuplexHandler {

    private static final int LINGER_MS = 1000;

    /** Requests whose answer has not begun. */
    private int unanswered;

    private UnreadableHead refused;
    private boolean bodyIsBroken;
    private Consumer<ProblemException> bodyReader;

    /** True between the head and the end of an answer. */
    private boolean answering;

    /** True after the last answer of the connection. */
    private boolean answered;

    private boolean lingering;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (refused != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            if (request.decoderResult().cause() instanceof PrematureChannelClosureException) {
                ReferenceCountUtil.release(message);
                Refusal.logGone();
                return;
            }
            unanswered++;
            check(request);
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            refuseBody(context);
            return;
        }
        context.fireChannelRead(message);
    }

    private void check(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refused = UnreadableHead.of(request.decoderResult().cause());
            return;
        }
        refused = HeadRules.faultOfFraming(request);
        if (refused != null) {
            request.setDecoderResult(DecoderResult.failure(refused));
        } else {
            HeadRules.markUnreadable(request);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The close of a connection that nobody waits for.
    private void refuseBody(ChannelHandlerContext context) {
        refused = UnreadableHead.ofBody();
        bodyIsBroken = true;
        if (unanswered == 0 && !answering) {
            answered = true;
            context.channel().close();
        } else {
            tellReader();
        }
    }

    /** Tells the reader of the present body where the body is broken; earlier requests have whole bodies. */
    void onBrokenBody(Consumer<ProblemException> reader) {
        bodyReader = reader;
        tellReader();
    }

    private void tellReader() {
        var isLast = unanswered + (answering ? 1 : 0) == 1;
        if (bodyIsBroken && isLast && bodyReader != null) {
            bodyReader.accept(refused.problem());
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The promise tells of the write.
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (answered && message instanceof HttpObject) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
            return;
        }
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                context.write(message, promise);
                return;
            }
            unanswered--;
            answering = true;
            if (bodyIsBroken && unanswered == 0) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            } else if (refused != null && unanswered == 0) {
                answered = true;
                ReferenceCountUtil.release(message);
                context.write(Refusal.of(refused.problem()), promise);
                return;
            }
        }
        if (message instanceof LastHttpContent) {
            answering = false;
            bodyReader = null;
            if (bodyIsBroken && unanswered == 0) {
                answered = true;
                context.write(message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
                return;
            }
        }
        context.write(message, promise);
    }

    /**
     * Closes after a refusal only what the service sends, and reads on for a moment: a connection that is closed while
     * bytes arrive is reset, and the client may lose the answer.
     */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The connection may be closed before the moment is over.
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!answered || lingering || context.pipeline().get(SslHandler.class) != null) {
            context.close(promise);
        } else if (context.channel() instanceof SocketChannel connection) {
            lingering = true;
            context.flush();
            connection.shutdownOutput();
            connection.config().setAutoRead(true);
            context.executor().schedule(() -> context.close(promise), LINGER_MS, TimeUnit.MILLISECONDS);
        }
    }
}
