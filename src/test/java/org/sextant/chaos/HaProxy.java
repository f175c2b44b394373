package org.sextant.chaos;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** HAProxy before two instances, as {@code docs/replicas.md} asks for: it probes readiness, and takes an instance out when told. */
final class HaProxy implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

    private static final String SETTINGS = """
            global
                stats socket %1$s/admin.sock level admin
            defaults
                mode http
                timeout connect 2s
                timeout client 60s
                timeout server 60s
                option redispatch
                retries 3
            frontend api
                bind 127.0.0.1:%2$d
                default_backend instances
            backend instances
                option httpchk GET /q/health/ready
                server instance0 127.0.0.1:%3$d check inter 250ms fall 2 rise 1
                server instance1 127.0.0.1:%4$d check inter 250ms fall 2 rise 1
            """;

    private final Path directory;
    private final int port = Site.freePort();
    private final Process process;

    /** Starts it before two ports of the loopback address. */
    HaProxy(Path directory, int first, int second) throws IOException {
        this.directory = directory;
        var settings = directory.resolve("haproxy.cfg");
        Files.writeString(settings, SETTINGS.formatted(directory, port, first, second));
        process = new ProcessBuilder(PROGRAM.toString(), "-db", "-f", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Gives an instance no more requests, and returns when it has none left. */
    void takeOut(int instance) throws IOException, InterruptedException {
        command("set server instances/instance" + instance + " state maint");
        while (!running(instance).equals("0")) {
            Thread.sleep(20);
        }
    }

    /** Gives an instance requests again once its probe is good, and returns then. */
    void putBack(int instance) throws IOException, InterruptedException {
        command("set server instances/instance" + instance + " state ready");
        while (!field(instance, 17).startsWith("UP")) {
            Thread.sleep(20);
        }
    }

    /** Returns when both are in use. */
    void awaitBoth() throws IOException, InterruptedException {
        putBack(0);
        putBack(1);
    }

    private String running(int instance) throws IOException {
        return field(instance, 4);
    }

    /** A field of the statistics: 4 is the number of requests under way, 17 the state. */
    private String field(int instance, int number) throws IOException {
        return command("show stat")
                .lines()
                .filter(line -> line.startsWith("instances,instance" + instance))
                .map(line -> line.split(",", -1)[number])
                .findFirst()
                .orElse("");
    }

    private String command(String text) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(directory.resolve("admin.sock")));
            channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
    }
}
