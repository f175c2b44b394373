package org.sextant.web.ingress;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which no request begins in time: the first request has this time from the connection on, TLS
 * included, and each later request from its first byte on. A connection that is idle between requests is left to the
 * idle timeout of the server. One handler for each connection; all methods run on the event loop of the connection.
 */
final class HeadTimeout extends ChannelInboundHandlerAdapter {

    private final Duration limit;
    private Future<?> timer;
    private boolean requestIsOpen;

    HeadTimeout(Duration limit) {
        this.limit = limit;
    }

    /** A request has begun: its head has arrived. */
    static void requestBegins(HttpConnection connection) {
        var handler = of(connection);
        if (handler != null) {
            handler.requestIsOpen = true;
            handler.stop();
        }
    }

    /** A request has been answered and its body has ended: the next bytes are the head of another request. */
    static void requestEnds(HttpConnection connection) {
        var handler = of(connection);
        if (handler != null) {
            handler.requestIsOpen = false;
        }
    }

    /** Requests of HTTP/2 share their connection, and other frames are no heads: the idle timeout is enough. */
    static void remove(HttpConnection connection) {
        var handler = of(connection);
        if (handler != null) {
            ((ConnectionBase) connection).channel().pipeline().remove(handler);
        }
    }

    private static HeadTimeout of(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().pipeline().get(HeadTimeout.class);
    }

    @Override
    public void channelActive(ChannelHandlerContext channel) {
        start(channel);
        channel.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object bytes) {
        if (!requestIsOpen && timer == null) {
            start(channel);
        }
        channel.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        stop();
        channel.fireChannelInactive();
    }

    /** A client that resets a connection between requests or within a head is no fault, and nobody waits for it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        if (cause instanceof IOException && !requestIsOpen) {
            close(channel);
        } else {
            channel.fireExceptionCaught(cause);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext channel) {
        stop();
    }

    private void start(ChannelHandlerContext channel) {
        timer = channel.executor().schedule(() -> checkOnceMore(channel), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The close of a connection that nobody waits for.
    private static void close(ChannelHandlerContext channel) {
        channel.close();
    }

    /** A late event loop runs the timer before it reads what has already arrived from the network. */
    private void checkOnceMore(ChannelHandlerContext channel) {
        timer = channel.executor().schedule(() -> close(channel), 1, TimeUnit.MILLISECONDS);
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
