package org.sextant;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own. */
public final class RunningService implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("sextant.jar", "target/quarkus-app/quarkus-run.jar"));
    private static final List<String> UP_SOON = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Far more than either takes: a busy machine makes tests slow, not red. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration STOP_LIMIT = Duration.ofMinutes(6);

    private final Process process;
    private final URI address;
    private final Path output;

    private RunningService(Process process, URI address, Path output) {
        this.process = process;
        this.address = address;
        this.output = output;
    }

    /** Launches the jar on a data directory, and does not wait. It is up sooner than it would be in production. */
    public static RunningService launch(Path directory, Map<String, String> environment) throws IOException {
        return launch(directory, environment, UP_SOON);
    }

    /** Launches the jar as the README does, and waits until it is ready. */
    static RunningService startAsDocumented(Path directory) throws IOException {
        var service = launch(directory, Map.of(), List.of());
        service.awaitReady();
        return service;
    }

    /** Launches the jar with the JVM's own settings, for measurements, and does not wait. */
    static RunningService launchAsInProduction(Path directory, Map<String, String> environment) throws IOException {
        return launch(directory, environment, List.of());
    }

    private static RunningService launch(Path directory, Map<String, String> environment, List<String> jvm)
            throws IOException {
        var port = environment.getOrDefault("QUARKUS_HTTP_PORT", String.valueOf(freePort()));
        var output = Files.createTempFile("sextant", ".log");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java));
        command.addAll(jvm);
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("QUARKUS_")
                        || name.startsWith("MP_JWT_")
                        || name.startsWith("SMALLRYE_JWT_")
                        || name.startsWith("SEXTANT_")
                        || name.equals("JAVA_TOOL_OPTIONS")
                        || name.equals("JDK_JAVA_OPTIONS"));
        builder.environment().put("QUARKUS_HTTP_PORT", port);
        // A busy machine makes tests slow, not red; tests of overload set their own time.
        builder.environment().put("SEXTANT_HTTP_LONGEST_WAIT", "60s");
        builder.environment().putAll(new HashMap<>(environment));
        builder.environment().put("SEXTANT_DATA_DIR", directory.toString());
        return new RunningService(builder.start(), URI.create("http://127.0.0.1:" + port), output);
    }

    /** What a command of the jar prints, on a data directory. */
    static String command(Path directory, String... arguments) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-jar", JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SEXTANT_DATA_DIR", directory.toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** Launches the jar and waits until it is ready. */
    static RunningService start(Path directory) throws IOException {
        var service = launch(directory, Map.of());
        service.awaitReady();
        return service;
    }

    /** The processor time that the process has used. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    public void awaitReady() throws IOException {
        await("/q/health/ready");
    }

    /** Waits until it answers, ready or not. */
    void awaitLive() throws IOException {
        await("/q/health/live");
    }

    /** Waits until it is ready by what it says at another address, its management port. */
    void awaitReadyAt(URI management) throws IOException {
        await(management.resolve("/q/health/ready"));
    }

    private void await(String probe) throws IOException {
        await(address.resolve(probe));
    }

    private void await(URI probe) throws IOException {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(probe).build();
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The service ended: " + output());
            }
            try {
                if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                    return;
                }
                pause();
            } catch (IOException notYet) {
                pause();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
        throw new IllegalStateException("The service did not become ready: " + output());
    }

    public URI address() {
        return address;
    }

    /** All that it has printed. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits for its end, and tells the exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The service did not end: " + output());
        }
        return process.exitValue();
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As SIGTERM does. */
    @Override
    public void close() {
        process.destroy();
        try {
            awaitEnd();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        new File(output.toString()).delete();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
