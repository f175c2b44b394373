package org.sextant.fuzz;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client on one connection, that sends any bytes. It stays open for the next message where both sides leave it open. */
final class Wire implements Closeable {

    /** Only so that a service that never answers ends the test. */
    private static final int GIVE_UP_MS = 120_000;

    private static final int BUFFER = 1 << 16;

    private final URI service;
    private Socket socket;
    private InputStream in;

    Wire(URI service) {
        this.service = service;
    }

    /** @param headers by name in lower case; the last of a name */
    record Answer(int status, Map<String, String> headers, String text) {

        /** What stands for an answer where the service hangs up without one. */
        static final Answer NONE = new Answer(0, Map.of(), "");

        String contentType() {
            return headers.getOrDefault("content-type", "");
        }
    }

    /** Sends a message and reads the answer; {@link Answer#NONE} where the client leaves, or the service does. */
    Answer exchange(Framing framing, String head, byte[] body) throws IOException {
        var fresh = socket == null;
        if (fresh) {
            connect();
        }
        send(framing, head, body);
        if (framing.leaves()) {
            close();
            return Answer.NONE;
        }
        try {
            var answer = read();
            if (!framing.staysOpen() || "close".equals(answer.headers().get("connection"))) {
                close();
            }
            return answer;
        } catch (EOFException hungUp) {
            close();
            // The service may close a connection that carried other messages before, so the message is sent again.
            return fresh ? Answer.NONE : exchange(framing, head, body);
        }
    }

    private void send(Framing framing, String head, byte[] body) throws IOException {
        var out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        try {
            framing.send(out, head, body);
        } catch (IOException refused) {
            // The service may have answered before the end of the body, and the answer is still there.
            if (socket.isClosed()) {
                throw refused;
            }
        }
    }

    private void connect() throws IOException {
        socket = new Socket(service.getHost(), service.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(GIVE_UP_MS);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    private Answer read() throws IOException {
        var status = status();
        var headers = headers();
        while (status / 100 == 1) {
            status = status();
            headers = headers();
        }
        return new Answer(
                status,
                headers,
                status == 304 || status == 204 ? "" : new String(body(headers), StandardCharsets.UTF_8));
    }

    private int status() throws IOException {
        return Integer.parseInt(line().split(" ", 3)[1]);
    }

    private Map<String, String> headers() throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(exactly(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("in the middle of a body");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        try {
            for (var next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("in the middle of a line");
                }
                line.append((char) next);
            }
        } catch (SocketException reset) {
            throw new EOFException(reset.getMessage());
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
