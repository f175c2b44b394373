package org.sextant.rules.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedProtocolTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lists of which each entry has a source; any other list is one value. */
    private static final Set<String> EACH_ENTRY = Set.of("/clearances", "/discharge", "/monitoring/requires");

    static List<Path> files() {
        try (var files = Files.list(Path.of("src", "main", "resources", "protocols"))) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void couldBeSentByAClinic(Path file) throws IOException {
        var code = file.getFileName().toString().replace(".json", "");

        assertThat(DefineProtocolTest.refusedAt(code, Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysOfEachValueWhereItComesFrom(Path file) throws IOException {
        var protocol = JSON.readTree(Files.readString(file));

        var values = leaves("", protocol)
                .filter(pointer -> !pointer.equals("/name") && !pointer.startsWith("/sources/"))
                .toList();
        assertThat(protocol.get("sources").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(values);
    }

    private static Stream<String> leaves(String pointer, JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(member -> leaves(pointer + "/" + member.getKey(), member.getValue()));
        }
        return node.isArray() && EACH_ENTRY.contains(pointer)
                ? IntStream.range(0, node.size()).mapToObj(i -> pointer + "/" + i)
                : Stream.of(pointer);
    }
}
