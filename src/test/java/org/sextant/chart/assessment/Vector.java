package org.sextant.chart.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of {@code vectors.txt}: what is sent on an instrument, and what comes of it. The lines were worked out from
 * the publications' tables, not from the service's definitions of the instruments.
 *
 * @param answers null where only the total is sent
 * @param sent the total that is sent; null where answers are
 * @param baseline null where there is none
 * @param total null where it is refused
 * @param refusedAt the pointer; null where it is accepted
 */
record Vector(
        String instrument,
        List<Integer> answers,
        Integer sent,
        Integer baseline,
        Integer total,
        Optional<String> severity,
        Optional<Boolean> remission,
        Optional<Boolean> response,
        boolean suicidalIdeation,
        String refusedAt) {

    static List<Vector> all() {
        try (var file = new BufferedReader(
                new InputStreamReader(Vector.class.getResourceAsStream("vectors.txt"), StandardCharsets.UTF_8))) {
            return file.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Vector::of)
                    .toList();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    RecordAssessment request() {
        return new RecordAssessment(null, instrument, Instant.EPOCH, Timepoint.FOLLOW_UP, null, answers, sent, null);
    }

    /** The members that are sent besides the instrument, its time and its timepoint. */
    String content() {
        return answers == null ? "\"total\": " + sent : "\"answers\": " + answers;
    }

    private static Vector of(String line) {
        var cells = Arrays.asList(line.split(" \\| ", -1));
        assertThat(cells).as(line).hasSize(9);
        var given = cells.get(1);
        var byTotal = given.startsWith("=");
        return new Vector(
                cells.get(0),
                byTotal ? null : answers(given),
                byTotal ? Integer.valueOf(given.substring(1)) : null,
                number(cells.get(2)),
                number(cells.get(3)),
                known(cells.get(4)),
                known(cells.get(5)).map("yes"::equals),
                known(cells.get(6)).map("yes"::equals),
                cells.get(7).equals("yes"),
                known(cells.get(8)).orElse(null));
    }

    private static List<Integer> answers(String given) {
        return Stream.of(given.split(" ", -1))
                .flatMap(run -> {
                    var parts = run.split("x", -1);
                    return parts.length == 1
                            ? Stream.of(run)
                            : Collections.nCopies(Integer.parseInt(parts[0]), parts[1]).stream();
                })
                .map(answer -> answer.equals("~") ? null : Integer.valueOf(answer))
                .toList();
    }

    private static Integer number(String cell) {
        return known(cell).map(Integer::valueOf).orElse(null);
    }

    private static Optional<String> known(String cell) {
        return cell.equals("-") ? Optional.empty() : Optional.of(cell);
    }
}
