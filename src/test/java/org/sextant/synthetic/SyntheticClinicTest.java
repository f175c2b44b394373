package org.sextant.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyntheticClinicTest {

    private static final Pattern TYPE = Pattern.compile("^\\{\"type\":\"(\\w+)\"");

    @Test
    void theSameSeedMakesTheSameLines() {
        var lines = lines(1, 20);

        assertThat(lines(1, 20)).isEqualTo(lines);
        assertThat(lines(1, 40)).startsWith(lines.toArray(String[]::new));
        assertThat(lines(2, 20)).doesNotContainAnyElementsOf(lines);
    }

    @Test
    void everyCourseSaysThatItIsSynthetic() {
        assertThat(ofType("COURSE", 50))
                .hasSize(50)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"labels\":[\"synthetic\"", "\"mrn\":\"SYN-", "\"family\":\"Synthetic\""));
    }

    /** A clinic of the size that reports are measured with has some eighty readings a course. */
    @Test
    void hasTheShapeOfAClinic() {
        assertThat(ofType("VITALS", 400).count() / 400.0).isCloseTo(80, within(10.0));
        assertThat(ofType("SESSION", 400).filter(line -> line.contains("\"noShow\":true")))
                .isNotEmpty();
        assertThat(ofType("VITALS", 400)
                                .filter(line -> line.contains("\"late\":true"))
                                .count()
                        / 400.0)
                .as("A few readings come in after the discharge")
                .isBetween(0.3, 2.5);
        for (var type : List.of("VITALS", "SIDE_EFFECT")) {
            assertThat(ofType(type, 400).filter(line -> line.contains("\"clockOffsetSeconds\":")))
                    .as("Some tablets have a wrong clock")
                    .isNotEmpty();
        }
        for (var status : List.of("PLANNED", "ACTIVE", "COMPLETED", "DISCONTINUED")) {
            assertThat(ofType("COURSE", 400).filter(line -> line.contains("\"status\":\"" + status + "\"")))
                    .as(status)
                    .isNotEmpty();
        }
    }

    private static Stream<String> ofType(String type, long courses) {
        return new SyntheticClinic(1, courses).lines().filter(line -> {
            var begin = TYPE.matcher(line);
            return begin.find() && begin.group(1).equals(type);
        });
    }

    private static List<String> lines(long seed, long courses) {
        return new SyntheticClinic(seed, courses).lines().collect(Collectors.toList());
    }
}
