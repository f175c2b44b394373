package org.sextant.web.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Gives each accepted connection a {@link HeadGuard}. Vert.x answers an unreadable request itself, before any filter, and
 * Quarkus passes on no handler for unreadable requests; the transport is the place where both let other code in.
 */
final class GuardedTransport extends JDKTransport {

    /** Found by Vert.x through {@code META-INF/services}. */
    public static final class Provider implements VertxServiceProvider {

        /** Replaces the transport of the JDK; a native transport, which only a setting chooses, stays without guard. */
        @Override
        public void init(VertxBuilder builder) {
            if (builder.findTransport().getClass() == JDKTransport.class) {
                builder.findTransport(new GuardedTransport());
            }
        }
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        bootstrap.handler(new Acceptor());
    }

    /** Runs before Netty registers the accepted connection. */
    @ChannelHandler.Sharable
    private static final class Acceptor extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext listener, Object accepted) {
            if (accepted instanceof Channel connection) {
                connection.pipeline().addLast(new GuardInstaller(false));
            }
            listener.fireChannelRead(accepted);
        }
    }
}
