package org.sextant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the files of {@code deploy/} name of the service. */
final class DeployFiles {

    static final Path DIRECTORY = Path.of("deploy");

    private static final Path DASHBOARD = DIRECTORY.resolve("grafana").resolve("sextant-dashboard.json");
    private static final Path PROMETHEUS = DIRECTORY.resolve("prometheus");

    /** What is left out of an expression before its names are read: texts, labels, times. */
    private static final Pattern NO_METRICS =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"|\\bby\\s*\\([^)]*\\)", Pattern.DOTALL);

    private static final Pattern METRIC = Pattern.compile("\\b[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");

    /** Prometheus makes this one itself. */
    private static final String MADE_BY_PROMETHEUS = "up";

    private DeployFiles() {}

    static List<JsonNode> manifests() {
        var file = DIRECTORY.resolve("kubernetes").resolve("sextant.yaml");
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.readAll();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode statefulSet() {
        return manifests().stream()
                .filter(manifest -> manifest.path("kind").asText().equals("StatefulSet"))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode dashboard() {
        return read(new ObjectMapper(), DASHBOARD);
    }

    /** All that somebody asks for without a token. */
    static Set<String> probedPaths() {
        var paths = new TreeSet<String>();
        statefulSet()
                .findValues("httpGet")
                .forEach(probe -> paths.add(probe.path("path").asText()));
        read(new YAMLMapper(), PROMETHEUS.resolve("prometheus.yml"))
                .findValues("metrics_path")
                .forEach(path -> paths.add(path.asText()));
        return paths;
    }

    /** The names of metrics in the alert rules and the dashboard. */
    static Set<String> metrics() {
        var metrics = new TreeSet<String>();
        for (var expression : expressions()) {
            var names = METRIC.matcher(NO_METRICS.matcher(expression).replaceAll(" "));
            while (names.find()) {
                metrics.add(names.group());
            }
        }
        metrics.remove(MADE_BY_PROMETHEUS);
        return metrics;
    }

    private static List<String> expressions() {
        var expressions = new ArrayList<String>();
        for (var file : List.of(
                read(new YAMLMapper(), PROMETHEUS.resolve("sextant-rules.yml")), read(new ObjectMapper(), DASHBOARD))) {
            file.findValues("expr").forEach(expression -> expressions.add(expression.asText()));
        }
        return expressions;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
