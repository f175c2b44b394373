package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A light path finds what REST Assured finds, or nothing is made of it. */
class LightPathTest {

    private static final JsonPath ANSWER = JsonPath.from("""
            {"id": "x", "n": 3, "mg": 36.5, "long": 12345678901, "none": null, "flag": true, "size": 7,
             "items": [{"kind": "A", "n": 1, "of": {"rule": "R"}, "labels": ["a", "b"]},
                       {"kind": "B", "n": 2, "of": null, "labels": []},
                       {"kind": "A", "of": {"rule": "S"}, "labels": ["c"]}],
             "mixed": [null, {"kind": "C"}],
             "empty": [], "nested": [[{"kind": "D"}], [{"kind": "E"}]]}""");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$",
                "id",
                "n",
                "mg",
                "long",
                "none",
                "flag",
                "size",
                "unknown",
                "unknown.kind",
                "none.kind",
                "none[0]",
                "items",
                "items.kind",
                "items.n",
                "items.of.rule",
                "items.labels",
                "items[0]",
                "items[1].kind",
                "items[9]",
                "items[9].kind",
                "items[0].labels[1]",
                "items.labels[0]",
                "items.size()",
                "items[0].size()",
                "mixed.kind",
                "nested.kind",
                "nested[1].kind",
                "items.find {it.kind == 'A'}.n",
                "items.find{it.kind == 'Z'}",
                "items.find { it.kind == 'Z' }.n",
                "items.findAll { it.kind == 'A' }.of.rule",
                "items.findAll { it.kind == 'Z' }.n",
            })
    void findsWhatAScriptFinds(String path) {
        var light = LightPath.of(path).orElseThrow().in(ANSWER.get("$")).orElseThrow();

        assertThat(light.value()).isEqualTo(ANSWER.get(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items.find { it.n == 1 }",
                "items.kind.sort()",
                "items*.kind",
                "items.n.sum { it }",
                "items[-1]",
                "items.[0]",
                "items.",
                "a..b",
                "id.class",
                "items.first",
                "it == 'x'"
            })
    void leavesOtherPathsToAScript(String path) {
        assertThat(LightPath.of(path)).isEmpty();
    }

    /** Such as the length of a text. */
    @Test
    void leavesOtherTypesToAScript() {
        assertThat(LightPath.of("id.size()").orElseThrow().in(ANSWER.get("$"))).isEmpty();
        assertThat(LightPath.of("none.size()").orElseThrow().in(ANSWER.get("$")))
                .isEmpty();
        assertThat(LightPath.of("id.length").orElseThrow().in(ANSWER.get("$"))).isEmpty();
    }
}
