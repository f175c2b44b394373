package org.sextant.reporting.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A published figure says of how many, when, by which definition, and where it was published. */
class BenchmarksTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void eachSaysWhatItMeasured() {
        var benchmarks = new Benchmarks(JSON);

        assertThat(benchmarks.ofOutcomes()).hasSize(3).allSatisfy(one -> {
            assertThat(one.doi()).startsWith("10.");
            assertThat(one.n()).isPositive();
            assertThat(one.treated() == null || one.treated() > one.n()).isTrue();
            assertThat(one.worsenedRate() == null).isEqualTo(one.worsened() == null);
            assertThat(one.stillResponding() == null).isEqualTo(one.durability() == null);
        });
        assertThat(benchmarks.ofDurability()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "n", "window", "definition", "doi"})
    void oneWithoutItIsRefused(String member) throws IOException {
        for (var absent : new boolean[] {true, false}) {
            var one = (ObjectNode) shipped().get(0).deepCopy();
            assertThat(JSON.treeToValue(one, Benchmark.class)).isNotNull();
            if (absent) {
                one.remove(member);
            } else {
                one.set(
                        member,
                        member.equals("n")
                                ? JSON.getNodeFactory().numberNode(0)
                                : JSON.getNodeFactory().textNode(" "));
            }

            assertThatThrownBy(() -> JSON.treeToValue(one, Benchmark.class))
                    .as(member)
                    .hasRootCauseInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(member);
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode shipped() throws IOException {
        return JSON.readTree(Benchmarks.class.getResourceAsStream("/benchmarks.json"));
    }
}
