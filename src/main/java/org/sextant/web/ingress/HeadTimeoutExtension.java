package org.sextant.web.ingress;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Adds a {@link HeadTimeout} to each connection, by an extension point of Netty: Vert.x has no time limit for the head
 * of a request. Netty creates the extension as a service, so its name is in {@code META-INF/services}.
 */
public class HeadTimeoutExtension extends ChannelInitializerExtension {

    private final Duration limit = ConfigProvider.getConfig().getValue("sextant.http.head-timeout", Duration.class);

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        connection.pipeline().addFirst(new HeadTimeout(limit));
    }
}
