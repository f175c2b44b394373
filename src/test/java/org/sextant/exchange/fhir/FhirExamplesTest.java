package org.sextant.exchange.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sextant.identity.Role.INTEGRATION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.Clinics;

/** The examples of docs/fhir.md, carried out as they stand there, in their order: each call is answered with 200. */
@QuarkusTest
class FhirExamplesTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```bash\\n(.*?)```");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A call that fails ends the script; the command for a demo token is that of a service that is not packaged here. */
    private static final String BEFORE = """
            set -euo pipefail
            java() { printf '%s' "$EXAMPLE_TOKEN"; }
            curl() { command curl --fail-with-body "$@" && echo; }
            """;

    @TempDir
    Path directory;

    @Test
    void everyExampleRuns() throws Exception {
        assumeTrue(isInstalled("bash") && isInstalled("curl"), "The examples need bash and curl: skipped");
        var clinic = UUID.randomUUID();
        var patient = new FhirClinic(clinic).patient();
        var answers = run(Clinics.token(clinic, INTEGRATION), patient);

        assertThat(answers.get(0).path("resourceType").asText()).isEqualTo("CapabilityStatement");
        assertThat(answers.subList(1, answers.size())).hasSizeGreaterThan(3).allSatisfy(answer -> {
            assertThat(answer.path("resourceType").asText()).isEqualTo("Bundle");
            assertThat(answer.path("entry")).isNotEmpty();
        });
        assertThat(Fhir.ids(answers.get(1))).contains(patient);
        assertThat(answers.get(2).toString()).contains("vital-signs").contains("\"resourceType\":\"Encounter\"");
    }

    private List<JsonNode> run(String token, String patient) throws IOException, InterruptedException {
        var script = new StringBuilder(BEFORE);
        EXAMPLE.matcher(Files.readString(Path.of("docs", "fhir.md")))
                .results()
                .forEach(example -> script.append(
                        example.group(1).replace("http://127.0.0.1:8080", "http://127.0.0.1:" + RestAssured.port)));
        var output = directory.resolve("answers");
        var errors = directory.resolve("errors");
        var builder = new ProcessBuilder("bash", "-c", script.toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("EXAMPLE_TOKEN", token);
        builder.environment().put("PATIENT", patient);
        var examples = builder.start();
        assertThat(examples.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(examples.exitValue())
                .as(Files.readString(errors) + Files.readString(output))
                .isZero();
        var answers = new ArrayList<JsonNode>();
        try (var read = JSON.readerFor(JsonNode.class).<JsonNode>readValues(output.toFile())) {
            read.forEachRemaining(answers::add);
        }
        return answers;
    }

    private static boolean isInstalled(String command) {
        return List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
