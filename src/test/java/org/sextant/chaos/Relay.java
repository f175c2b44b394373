package org.sextant.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A relay between the service and its database, which can fall silent without closing anything. */
final class Relay implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final ServerSocket server;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    /** Relays to this port of the loopback address. */
    Relay(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on no byte passes; connections stay open, and new ones are taken. What is on its way is lost. */
    void fallSilent() {
        silent = true;
    }

    /** New connections work again. Those of before stay silent for ever, as after a firewall forgot them. */
    void speak() {
        silent = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                open.add(client);
                threads.execute(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            var upstream = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var line = new Line();
            threads.execute(() -> pump(line, client, upstream));
            pump(line, upstream, client);
        } catch (IOException refused) {
            close(client);
        }
    }

    /** Whether a connection has been silenced. */
    private static final class Line {
        private volatile boolean dead;
    }

    private void pump(Line line, Socket from, Socket to) {
        var buffer = new byte[BUFFER];
        try {
            for (var read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                line.dead |= silent;
                if (!line.dead) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException ended) {
            line.dead |= silent;
        }
        if (!line.dead) {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException closedAlready) {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(this::close);
        threads.shutdownNow();
    }
}
