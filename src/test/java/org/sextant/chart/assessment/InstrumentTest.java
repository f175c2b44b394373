package org.sextant.chart.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InstrumentTest {

    private static final Instruments ALL = new Instruments(new ObjectMapper());

    static Stream<Instrument> all() {
        return ALL.all().stream();
    }

    @ParameterizedTest
    @CsvSource({
        "PHQ-9, 9, 27", "GAD-7, 7, 21", "QIDS-SR16, 16, 27", "MADRS, 10, 60", "HAM-D17, 17, 52", "BDI-II, 21, 63",
        "PCL-5, 20, 80", "Y-BOCS, 10, 40", "PAIN-NRS, 1, 10", "CADSS, 23, 92", "CADSS-6, 6, 24", "C-SSRS-SCREEN, 7, 7"
    })
    void hasItsItemsAndMaximum(String code, int items, int maximum) {
        assertThat(instrument(code).items()).hasSize(items);
        assertThat(instrument(code).maxTotal()).isEqualTo(maximum);
    }

    /** Every band's first and last total, and so the gap or overlap beside it. */
    @ParameterizedTest
    @CsvSource({
        "PHQ-9, 0, MINIMAL",
        "PHQ-9, 4, MINIMAL",
        "PHQ-9, 5, MILD",
        "PHQ-9, 9, MILD",
        "PHQ-9, 10, MODERATE",
        "PHQ-9, 14, MODERATE",
        "PHQ-9, 15, MODERATELY_SEVERE",
        "PHQ-9, 19, MODERATELY_SEVERE",
        "PHQ-9, 20, SEVERE",
        "PHQ-9, 27, SEVERE",
        "GAD-7, 4, MINIMAL",
        "GAD-7, 5, MILD",
        "GAD-7, 9, MILD",
        "GAD-7, 10, MODERATE",
        "GAD-7, 14, MODERATE",
        "GAD-7, 15, SEVERE",
        "GAD-7, 21, SEVERE",
        "QIDS-SR16, 5, NONE",
        "QIDS-SR16, 6, MILD",
        "QIDS-SR16, 10, MILD",
        "QIDS-SR16, 11, MODERATE",
        "QIDS-SR16, 15, MODERATE",
        "QIDS-SR16, 16, SEVERE",
        "QIDS-SR16, 20, SEVERE",
        "QIDS-SR16, 21, VERY_SEVERE",
        "QIDS-SR16, 27, VERY_SEVERE",
        "MADRS, 6, NONE",
        "MADRS, 7, MILD",
        "MADRS, 19, MILD",
        "MADRS, 20, MODERATE",
        "MADRS, 34, MODERATE",
        "MADRS, 35, SEVERE",
        "MADRS, 60, SEVERE",
        "HAM-D17, 7, NONE",
        "HAM-D17, 8, MILD",
        "HAM-D17, 13, MILD",
        "HAM-D17, 14, MODERATE",
        "HAM-D17, 18, MODERATE",
        "HAM-D17, 19, SEVERE",
        "HAM-D17, 22, SEVERE",
        "HAM-D17, 23, VERY_SEVERE",
        "HAM-D17, 52, VERY_SEVERE",
        "BDI-II, 13, MINIMAL",
        "BDI-II, 14, MILD",
        "BDI-II, 19, MILD",
        "BDI-II, 20, MODERATE",
        "BDI-II, 28, MODERATE",
        "BDI-II, 29, SEVERE",
        "BDI-II, 63, SEVERE",
        "PCL-5, 30, BELOW_CUTOFF",
        "PCL-5, 31, AT_OR_ABOVE_CUTOFF",
        "Y-BOCS, 7, SUBCLINICAL",
        "Y-BOCS, 8, MILD",
        "Y-BOCS, 15, MILD",
        "Y-BOCS, 16, MODERATE",
        "Y-BOCS, 23, MODERATE",
        "Y-BOCS, 24, SEVERE",
        "Y-BOCS, 31, SEVERE",
        "Y-BOCS, 32, EXTREME",
        "Y-BOCS, 40, EXTREME"
    })
    void bandsEachTotal(String code, int total, String severity) {
        assertThat(instrument(code).severity(total, null)).contains(severity);
    }

    @ParameterizedTest
    @MethodSource("all")
    void bandsCoverEveryTotalOnce(Instrument instrument) {
        for (var total = 0; total <= instrument.maxTotal(); total++) {
            var value = total;
            assertThat(instrument.bands().stream().filter(band -> band.contains(value)))
                    .hasSize(instrument.bands().isEmpty() ? 0 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PHQ-9, 4, 5",
        "GAD-7, 4, 5",
        "QIDS-SR16, 5, 6",
        "MADRS, 10, 11",
        "HAM-D17, 7, 8",
        "BDI-II, 13, 14",
        "PCL-5, 30, 31",
        "Y-BOCS, 12, 13"
    })
    void remissionHasALine(String code, int in, int out) {
        assertThat(instrument(code).remission(in)).contains(true);
        assertThat(instrument(code).remission(out)).contains(false);
    }

    @ParameterizedTest
    @CsvSource({
        "PHQ-9, 19, 9, 10",
        "PHQ-9, 20, 10, 11",
        "MADRS, 45, 22, 23",
        "HAM-D17, 21, 10, 11",
        "BDI-II, 30, 15, 16",
        "Y-BOCS, 20, 13, 14",
        "PAIN-NRS, 10, 7, 8",
        "PCL-5, 40, 30, 31"
    })
    void responseHasALine(String code, int baseline, int response, int none) {
        assertThat(instrument(code).response(baseline, response)).contains(true);
        assertThat(instrument(code).response(baseline, none)).contains(false);
    }

    @Test
    void nothingCanFallFromZero() {
        assertThat(instrument("PHQ-9").response(0, 0)).isEmpty();
        assertThat(instrument("CADSS").response(20, 0)).isEmpty();
        assertThat(instrument("CADSS").remission(0)).isEmpty();
    }

    @Test
    void qidsTakesTheHighestOfEachDomain() {
        var qids = instrument("QIDS-SR16");
        assertThat(qids.total(List.of(0, 3, 1, 0, 2, 0, 1, 3, 0, 1, 1, 1, 1, 1, 2, 3)))
                .isEqualTo(16);
        assertThat(qids.total(Collections.nCopies(16, 3))).isEqualTo(27);
        for (var domain : qids.domains()) {
            for (var item : domain) {
                assertThat(qids.total(onlyItem(16, item, 2))).isEqualTo(2);
            }
            assertThat(qids.total(onlyItems(16, domain, 3))).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PHQ-9, 9, 0, 1",
        "QIDS-SR16, 12, 0, 1",
        "MADRS, 10, 2, 3",
        "HAM-D17, 3, 1, 2",
        "BDI-II, 9, 0, 1",
        "C-SSRS-SCREEN, 2, 0, 1",
        "C-SSRS-SCREEN, 3, 0, 1",
        "C-SSRS-SCREEN, 4, 0, 1",
        "C-SSRS-SCREEN, 5, 0, 1",
        "C-SSRS-SCREEN, 6, 0, 1"
    })
    void suicidalIdeationIsFlaggedFromItsLineOn(String code, int item, int below, int at) {
        var items = instrument(code).items().size();
        assertThat(instrument(code).flags(onlyItem(items, item, below))).isEmpty();
        assertThat(instrument(code).flags(onlyItem(items, item, at))).containsExactly(Flag.SUICIDAL_IDEATION);
    }

    @Test
    void theFirstQuestionOfTheScreenRaisesNoFlag() {
        assertThat(instrument("C-SSRS-SCREEN").flags(onlyItem(6, 1, 1))).isEmpty();
        assertThat(instrument("PHQ-9").flags(null)).isEmpty();
    }

    /** Columbia-Suicide Severity Rating Scale, screener: questions 4 and 5 and recent behaviour are high risk. */
    @ParameterizedTest
    @CsvSource({"1, LOW", "2, LOW", "3, MODERATE", "4, HIGH", "5, HIGH", "6, HIGH"})
    void theFormerScreenIsReadByTheSameRisks(int item, String severity) {
        var screen = instrument("C-SSRS-SCREEN");
        assertThat(screen.severity(1, onlyItem(6, item, 1))).contains(severity);
        assertThat(screen.severity(0, Collections.nCopies(6, 0))).contains("NONE");
        assertThat(screen.revisionOf(onlyItem(6, item, 1))).isEqualTo(1);
        assertThat(screen.revisionOf(onlyItem(7, item, 1))).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyNumberNamesItsSource(Instrument instrument) {
        var groups = Map.of(
                "/items", instrument.items(),
                "/domains", orEmpty(instrument.domains()),
                "/bands", instrument.bands(),
                "/severityRules", orEmpty(instrument.severityRules()),
                "/flags", instrument.flags(),
                "/remissionAtMost", present(instrument.remissionAtMost()),
                "/responseFallPercent", present(instrument.responseFallPercent()),
                "/responseFallPoints", present(instrument.responseFallPoints()));
        groups.forEach((pointer, values) -> assertThat(instrument.sources().containsKey(pointer))
                .as(pointer)
                .isEqualTo(!values.isEmpty()));
        assertThat(instrument.sources().values())
                .allSatisfy(source -> assertThat(source).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({"MADRS, ESKETAMINE_PROGRAMME, 12,", "BDI-II, REEVES_2012, 9,", "PCL-5, MARX_2022, 28, 15"})
    void otherPublishedCutOffsAreNamed(String code, String name, Integer remissionAtMost, Integer responseFallPoints) {
        assertThat(instrument(code).alternatives()).singleElement().satisfies(alternative -> {
            assertThat(alternative.name()).isEqualTo(name);
            assertThat(alternative.remissionAtMost()).isEqualTo(remissionAtMost);
            assertThat(alternative.responseFallPoints()).isEqualTo(responseFallPoints);
            assertThat(alternative.source()).isNotBlank();
        });
    }

    @Test
    void aTotalSaysNothingAboutIdeation() {
        assertThat(instrument("PHQ-9").suicidality(null)).isEqualTo(Suicidality.NOT_ASKED);
        assertThat(instrument("PHQ-9").suicidality(onlyItem(9, 9, 1))).isEqualTo(Suicidality.PRESENT);
        assertThat(instrument("PHQ-9").suicidality(onlyItem(9, 8, 3))).isEqualTo(Suicidality.ABSENT);
        assertThat(instrument("GAD-7").suicidality(onlyItem(7, 7, 3))).isEqualTo(Suicidality.NOT_ASKED);
    }

    private static List<?> orEmpty(List<?> values) {
        return values == null ? List.of() : values;
    }

    private static List<?> present(Integer value) {
        return value == null ? List.of() : List.of(value);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aTotalIsTheSumOfItsItemsUnlessDomainsSayOtherwise(Instrument instrument) {
        var items = instrument.items();
        IntStream.range(0, items.size())
                .forEach(i -> assertThat(instrument.total(
                                onlyItem(items.size(), i + 1, items.get(i).max())))
                        .isEqualTo(items.get(i).max()));
        assertThat(instrument.total(Collections.nCopies(items.size(), 0))).isZero();
    }

    @Test
    void hamiltonsItemsHaveTheirOwnMaxima() {
        assertThat(instrument("HAM-D17").items().stream().map(Instrument.Item::max))
                .containsExactly(4, 4, 4, 2, 2, 2, 4, 4, 4, 4, 4, 2, 2, 2, 4, 2, 2);
    }

    private static Instrument instrument(String code) {
        return ALL.find(code).orElseThrow();
    }

    private static List<Integer> onlyItem(int size, int item, int answer) {
        return onlyItems(size, List.of(item), answer);
    }

    private static List<Integer> onlyItems(int size, List<Integer> items, int answer) {
        var answers = new ArrayList<>(Collections.nCopies(size, 0));
        items.forEach(item -> answers.set(item - 1, answer));
        return answers;
    }
}
