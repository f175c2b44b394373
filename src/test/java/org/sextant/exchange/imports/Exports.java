package org.sextant.exchange.imports;

import static org.sextant.Api.unchecked;
import static org.sextant.Api.with;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A clinic's records as lines: pulled out whole, and sent in. */
public final class Exports {

    /** In the order in which an import needs them. */
    public static final List<String> REPORTS = List.of(
            "clinic",
            "protocols",
            "patients",
            "courses",
            "sessions",
            "vitals",
            "side-effects",
            "doses",
            "medications",
            "assessments",
            "clearances",
            "alerts",
            "rems-submissions");

    private Exports() {}

    /** All lines of a clinic. */
    public static String all(String token) {
        return REPORTS.stream().map(report -> of(token, report)).collect(Collectors.joining());
    }

    /** All lines without their order. */
    public static Set<String> sorted(String token) {
        return all(token).lines().map(Exports::withoutRecorder).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The lines of one report. There may be none, which the check against the contract takes for a missing body. */
    public static String of(String token, String report) {
        // A report without rows has no body, which the check of the contract does not know.
        return unchecked()
                .header("Authorization", "Bearer " + token)
                .accept("application/x-ndjson")
                .get("/v1/reports/" + report)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** The lines that are in one of two exports only, or in another place, each after the name of the export. */
    public static List<String> difference(String one, String other) {
        var ones = one.lines().toList();
        var others = other.lines().toList();
        var most = Math.max(ones.size(), others.size());
        return IntStream.range(0, most)
                .boxed()
                .flatMap(place -> Stream.of("one: " + at(ones, place), "other: " + at(others, place))
                        .filter(line -> !withoutRecorder(at(ones, place)).equals(withoutRecorder(at(others, place)))))
                .limit(4)
                .toList();
    }

    /** An import records again: by whom is the only thing of a line that differs afterwards. */
    private static String withoutRecorder(String line) {
        return line.replaceAll(",\"(recordedBy|endedBy)\":\"[^\"]*\"", "");
    }

    private static String at(List<String> lines, int place) {
        return place < lines.size() ? lines.get(place) : "none";
    }

    /** Imports lines, and returns the verdicts. */
    public static String send(String token, String lines) {
        return with(token)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** What became of each line. */
    public static List<String> outcomes(String verdicts) {
        return verdicts.lines()
                .map(line -> line.replaceFirst(".*\"outcome\":\"(\\w+)\".*", "$1"))
                .toList();
    }
}
