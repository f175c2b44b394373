package org.sextant.web.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;

/**
 * Places the {@link HeadGuard} between the decoder of HTTP/1.1 and Vert.x. With TLS or cleartext HTTP/2, Vert.x builds
 * that part of the pipeline only when the protocol is known; then the installer waits behind the part that is there for
 * the first bytes. A connection of HTTP/2 gets no guard.
 */
final class GuardInstaller extends ChannelInboundHandlerAdapter {

    /** The names that Vert.x gives to its handlers. */
    private static final String DECODER = "httpDecoder";

    private static final String CONNECTION = "handler";

    private final boolean waits;

    /** @param waits true behind the part of the pipeline that is there, for the first bytes of HTTP */
    GuardInstaller(boolean waits) {
        this.waits = waits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (waits) {
            context.fireChannelActive();
            return;
        }
        var pipeline = context.pipeline();
        if (!isInstalled(pipeline)) {
            pipeline.addLast(new GuardInstaller(true));
        }
        context.fireChannelActive();
        pipeline.remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        var pipeline = context.pipeline();
        if (isInstalled(pipeline) || pipeline.get(CONNECTION) != null) {
            context.fireChannelRead(bytes);
            pipeline.remove(this);
        } else {
            context.fireChannelRead(bytes);
        }
    }

    private static boolean isInstalled(ChannelPipeline pipeline) {
        if (pipeline.get(DECODER) == null || pipeline.get(CONNECTION) == null) {
            return false;
        }
        pipeline.addBefore(CONNECTION, HeadGuard.class.getName(), new HeadGuard());
        return true;
    }
}
