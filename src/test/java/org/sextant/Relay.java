package org.sextant;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line between a service and its database that falls silent, or is not there, when a test says so. */
final class Relay implements Closeable {

    private final int target;
    private final int port;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket server;

    /** Listens on a free port of the loopback address, and leads to another one there. */
    Relay(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        accept(server);
    }

    int port() {
        return port;
    }

    /** Whatever is connected now stays connected, and hears nothing any more. New connections are served. */
    void silence() {
        lines.forEach(line -> line.silent = true);
    }

    /** New connections are refused; whatever is connected stays. */
    void refuse() throws IOException {
        server.close();
    }

    /** New connections are served again. */
    void listen() throws IOException {
        server = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        accept(server);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var line : lines) {
            line.end();
        }
    }

    private void accept(ServerSocket from) {
        start(() -> {
            while (!from.isClosed()) {
                try {
                    serve(from.accept());
                } catch (IOException expected) {
                    // Refused by the database: the client finds its connection closed, and tries again.
                }
            }
        });
    }

    private void serve(Socket client) throws IOException {
        try {
            var line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), target));
            lines.add(line);
            start(() -> line.carry(line.client, line.database));
            start(() -> line.carry(line.database, line.client));
        } catch (IOException refused) {
            client.close();
            throw refused;
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. A silent one takes in what is sent, as a network without a way back does. */
    private final class Line {

        private final Socket client;
        private final Socket database;
        private volatile boolean silent;

        Line(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }

        void carry(Socket from, Socket to) {
            var piece = new byte[8192];
            try {
                for (var length = 0; length >= 0; length = from.getInputStream().read(piece)) {
                    if (!silent) {
                        to.getOutputStream().write(piece, 0, length);
                    }
                }
            } catch (IOException gone) {
                end(from);
            }
            end(from);
        }

        /** The other side is told, but a client of a silent line is not. */
        private void end(Socket from) {
            if (from == client || !silent) {
                end();
            }
        }

        void end() {
            lines.remove(this);
            try {
                client.close();
                database.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
