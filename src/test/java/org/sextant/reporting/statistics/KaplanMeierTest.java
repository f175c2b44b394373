package org.sextant.reporting.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The estimate against R's package survival, which made the files beside; the script that did is there as well. */
class KaplanMeierTest {

    private static final double EXACTLY_BUT_FOR_ROUNDING = 1e-8;

    static List<List<String>> pointsOfR() {
        return read("survival-by-r.csv");
    }

    @ParameterizedTest
    @MethodSource("pointsOfR")
    void agreesWithR(List<String> row) {
        var curve = new KaplanMeier();
        read("survival-times.csv").stream()
                .filter(one -> one.get(0).equals(row.get(0)))
                .forEach(one ->
                        curve.add(Double.parseDouble(one.get(1)), one.get(2).equals("1")));

        var point = curve.at(Integer.parseInt(row.get(1)) * 7);

        assertThat(curve.size()).isEqualTo(Integer.parseInt(row.get(2)));
        assertThat(point.atRisk()).isEqualTo(Integer.parseInt(row.get(3)));
        assertThat(point.ended()).isEqualTo(Integer.parseInt(row.get(4)));
        assertThat(point.share()).isCloseTo(Double.parseDouble(row.get(5)), within(EXACTLY_BUT_FOR_ROUNDING));
        isBound(point.lower(), row.get(6));
        isBound(point.upper(), row.get(7));
    }

    private static void isBound(double bound, String ofR) {
        if (ofR.equals("NA")) {
            assertThat(bound).isNaN();
        } else {
            assertThat(bound).isCloseTo(Double.parseDouble(ofR), within(EXACTLY_BUT_FOR_ROUNDING));
        }
    }

    /** Freireich 1963 as textbooks print it: 0.857 at 6 weeks, 0.807 at 7, 0.753 at 10, 0.690 at 13, 0.448 at 23. */
    @Test
    void agreesWithTheTextbook() {
        var curve = new KaplanMeier();
        read("survival-times.csv").stream()
                .filter(one -> one.get(0).equals("freireich"))
                .forEach(one ->
                        curve.add(Double.parseDouble(one.get(1)), one.get(2).equals("1")));

        assertThat(List.of(6, 7, 10, 13, 16, 22, 23).stream()
                        .map(week -> Math.round(curve.at(week * 7).share() * 1000)))
                .containsExactly(857L, 807L, 753L, 690L, 627L, 538L, 448L);
        assertThat(curve.at(10 * 7).censored()).isEqualTo(2);
    }

    @Test
    void ofNobodyThereIsNobodyAtRisk() {
        var point = new KaplanMeier().at(7);

        assertThat(point.atRisk()).isZero();
        assertThat(point.share()).isEqualTo(1);
    }

    private static List<List<String>> read(String name) {
        try (var file = new BufferedReader(
                new InputStreamReader(KaplanMeierTest.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            return file.lines()
                    .skip(1)
                    .map(line -> Arrays.asList(line.split(",", -1)))
                    .toList();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
