package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The files of {@code deploy/}, held to the code and shown to the tools that they are for. What needs a running service
 * is in {@link PackagedServiceIT}.
 */
class DeployTest {

    private static final Path UNIT = DeployFiles.DIRECTORY.resolve("systemd").resolve("sextant.service");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path SETTINGS = Path.of("src", "main", "resources", "application.properties");
    private static final Path IMAGE = Path.of("docker", "Dockerfile");

    private static final Pattern VARIABLE = Pattern.compile("\\b(?:SEXTANT|QUARKUS|MP_JWT|SMALLRYE)_[A-Z0-9_]+\\b");
    private static final Pattern SETTING = Pattern.compile("\"((?:sextant|quarkus|mp\\.jwt|smallrye)\\.[a-z0-9.-]+)\"");

    @Test
    void theUnitIsOneOfSystemd() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/java")), "the unit starts /usr/bin/java, which is not there");
        passes(UNIT, "systemd-analyze", "verify", UNIT.toString());
    }

    @Test
    void theProxyIsOneOfCaddy() throws Exception {
        var file = DeployFiles.DIRECTORY.resolve("caddy").resolve("Caddyfile");
        passes(file, "caddy", "validate", "--adapter", "caddyfile", "--config", file.toString());
    }

    @Test
    void theAlertsAreOnesOfPrometheusAndFireWhereTheyShould() throws Exception {
        var directory = DeployFiles.DIRECTORY.resolve("prometheus");
        var main = directory.resolve("prometheus.yml");
        var tests = directory.resolve("sextant-rules.test.yml");
        passes(main, "promtool", "check", "config", main.toString());
        passes(tests, "promtool", "test", "rules", tests.toString());
    }

    @Test
    void theManifestsAreOnesOfKubernetes() throws Exception {
        var directory = DeployFiles.DIRECTORY.resolve("kubernetes");
        var file = directory.resolve("sextant.yaml");
        assumeInstalled("npm", file);
        var modules = run(Map.of(), "npm", "root", "--global").output().trim();
        for (var module : List.of("kubernetes-models", "js-yaml")) {
            assume(Files.exists(Path.of(modules, module)), "the npm package " + module, file);
        }
        var checked = run(
                Map.of("NODE_PATH", modules),
                "node",
                directory.resolve("check.js").toString(),
                file.toString());

        assertThat(checked.exitCode()).as(checked.output()).isZero();
    }

    /** A name that is misspelt would be left out of account without a word. */
    @Test
    void theServiceReadsEachSetting() throws IOException {
        var named = new TreeSet<String>();
        for (var file : filesIn(DeployFiles.DIRECTORY)) {
            named.addAll(found(VARIABLE, DeployFiles.text(file)));
        }
        named.addAll(found(VARIABLE, DeployFiles.text(IMAGE)));

        assertThat(named).contains("SEXTANT_DATA_DIR", "QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(readByTheService()).containsAll(named);
    }

    private static Set<String> readByTheService() throws IOException {
        var settings = new HashSet<String>(application().stringPropertyNames());
        for (var file : filesIn(SOURCES)) {
            var literals = SETTING.matcher(DeployFiles.text(file));
            while (literals.find()) {
                settings.add(literals.group(1));
            }
        }
        var variables = new HashSet<String>();
        settings.forEach(
                setting -> variables.add(setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")));
        return variables;
    }

    /** Requests under way are not cut off by what stops the service. */
    @Test
    void aStopIsGivenMoreTimeThanItTakes() throws IOException {
        var takes = Duration.parse("PT" + application().getProperty("quarkus.shutdown.timeout"));
        var pod = DeployFiles.statefulSet().at("/spec/template/spec");
        var pause = Long.parseLong(
                pod.at("/containers/0/lifecycle/preStop/exec/command/1").asText());
        var unit = Pattern.compile("(?m)^TimeoutStopSec=(\\d+)$").matcher(DeployFiles.text(UNIT));

        assertThat(unit.find()).isTrue();
        assertThat(Duration.ofSeconds(Long.parseLong(unit.group(1)))).isGreaterThan(takes);
        assertThat(Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asLong() - pause))
                .isGreaterThan(takes);
    }

    /** The JVM's compiler writes code and runs it. */
    @Test
    void theUnitLetsTheCompilerWork() {
        assertThat(DeployFiles.text(UNIT)).doesNotContain("MemoryDenyWriteExecute=");
    }

    @Test
    void aPodMayDoNothingThatItNeedNot() {
        var statefulSet = DeployFiles.statefulSet();
        var pod = statefulSet.at("/spec/template/spec");
        var container = pod.at("/containers/0");

        assertThat(statefulSet.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        // The user and the directory of docker/Dockerfile.
        assertThat(DeployFiles.text(IMAGE))
                .contains("USER %1$s:%1$s"
                        .formatted(pod.at("/securityContext/runAsUser").asText()));
        var volumes = names(pod.path("volumes"));
        volumes.addAll(claims(statefulSet));
        assertThat(names(container.path("volumeMounts"))).isEqualTo(volumes);
    }

    /** A pod with an empty file of checkpoints would sign an audit trail that was cut off. */
    @Test
    void aNewPodHasTheCheckpointsOfTheOldOne() {
        var statefulSet = DeployFiles.statefulSet();
        var container = statefulSet.at("/spec/template/spec/containers/0");
        var file = named("SEXTANT_AUDIT_CHECKPOINT_FILE", container.path("env"))
                .path("value")
                .asText();
        var mount = StreamSupport.stream(container.path("volumeMounts").spliterator(), false)
                .filter(one -> Path.of(file).startsWith(one.path("mountPath").asText()))
                .findFirst()
                .orElseThrow();

        assertThat(claims(statefulSet)).contains(mount.path("name").asText());
        assertThat(file).as("the same name in each pod").doesNotContain("$(");
        assertThat(statefulSet.at("/spec/persistentVolumeClaimRetentionPolicy"))
                .isNotEmpty()
                .allMatch(policy -> policy.asText().equals("Retain"));
    }

    @Test
    void aHeadlessServiceNamesThePods() {
        var service = DeployFiles.manifests().stream()
                .filter(manifest -> manifest.path("kind").asText().equals("Service"))
                .filter(manifest -> manifest.at("/metadata/name")
                        .equals(DeployFiles.statefulSet().at("/spec/serviceName")))
                .findFirst()
                .orElseThrow();

        assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
        assertThat(service.at("/spec/selector"))
                .isEqualTo(DeployFiles.statefulSet().at("/spec/selector/matchLabels"));
    }

    @Test
    void passwordsAreInSecretsOnly() {
        for (var manifest : DeployFiles.manifests()) {
            manifest.path("data")
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(name).doesNotContain("PASSWORD"));
        }
        for (var variable : DeployFiles.statefulSet().at("/spec/template/spec/containers/0/env")) {
            if (variable.path("name").asText().contains("PASSWORD")) {
                assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).isEqualTo("sextant-database");
            }
        }
    }

    @Test
    void theDashboardShowsSomethingInEachPanel() {
        var ids = new HashSet<Integer>();
        for (var panel : DeployFiles.dashboard().path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(panel.path("type").asText().equals("row")
                            || !panel.path("targets").isEmpty())
                    .as(panel.path("title").asText())
                    .isTrue();
        }
        assertThat(ids).hasSizeGreaterThan(10);
    }

    /** That the two files name the same things; {@code PublicationTest} holds them to the database. */
    @Test
    void theConnectorReadsWhatIsPublished() throws IOException {
        var directory = DeployFiles.DIRECTORY.resolve("debezium");
        var sql = DeployFiles.text(directory.resolve("publication.sql"));
        var connector = new ObjectMapper()
                .readTree(directory.resolve("sextant-changes.json").toFile())
                .path("config");
        var table = connector.path("table.include.list").asText();

        assertThat(sql)
                .contains("CREATE ROLE " + connector.path("database.user").asText() + " ")
                .contains("CREATE PUBLICATION %s FOR TABLE %s "
                        .formatted(connector.path("publication.name").asText(), table));
        assertThat(connector.path("publication.autocreate.mode").asText()).isEqualTo("disabled");
        assertThat(connector.path("skipped.operations").asText()).isEqualTo("u,d,t");
        assertThat(connector.path("message.key.columns").asText()).isEqualTo(table + ":clinic_id,type,id");
        assertThat(connector.path("database.password").asText()).startsWith("${");
    }

    private static void passes(Path file, String... command) throws Exception {
        assumeInstalled(command[0], file);
        var checked = run(Map.of(), command);

        assertThat(checked.exitCode()).as(checked.output()).isZero();
    }

    private static void assumeInstalled(String tool, Path file) {
        var places = System.getenv("PATH").split(File.pathSeparator, -1);
        assume(Arrays.stream(places).anyMatch(place -> Files.isExecutable(Path.of(place, tool))), tool, file);
    }

    /** Says in a line what was left out: a skipped test does not tell it where it runs. */
    private static void assume(boolean installed, String tool, Path file) {
        if (!installed) {
            System.out.printf("%s was not checked: %s is not installed.%n", file, tool);
        }
        assumeTrue(installed);
    }

    private record Run(int exitCode, String output) {}

    private static Run run(Map<String, String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private static Properties application() throws IOException {
        var settings = new Properties();
        try (var reader = Files.newBufferedReader(SETTINGS)) {
            settings.load(reader);
        }
        return settings;
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        var found = new ArrayList<String>();
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Set<String> claims(JsonNode statefulSet) {
        var claims = new TreeSet<String>();
        statefulSet
                .at("/spec/volumeClaimTemplates")
                .forEach(claim -> claims.add(claim.at("/metadata/name").asText()));
        return claims;
    }

    private static JsonNode named(String name, JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(JsonNode list) {
        var names = new TreeSet<String>();
        StreamSupport.stream(list.spliterator(), false)
                .forEach(one -> names.add(one.path("name").asText()));
        return names;
    }
}
