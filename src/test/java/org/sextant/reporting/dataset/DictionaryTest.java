package org.sextant.reporting.dataset;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.ANALYST;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Instruments;
import org.sextant.reporting.dataset.column.Column;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.reporting.dataset.column.Column.Origin;
import org.sextant.reporting.dataset.column.OutcomeColumns;
import org.sextant.rules.protocol.Rules;

/** The dictionary is the list of columns, in the service and on the page; and what an analyst sees is a list, too. */
@QuarkusTest
class DictionaryTest {

    private static final Path PAGE = Path.of("docs", "dictionary.md");
    private static final String WRITE = "sextant.docs.write";

    /** Changing this is a decision about patients' privacy. Seven outcomes of nine instruments come on top. */
    private static final List<String> ANALYSTS_COURSE = List.of(
            "subject",
            "subjectCourse",
            "sex",
            "protocol",
            "protocolRevision",
            "indicationSystem",
            "indicationCode",
            "phase",
            "plannedSessions",
            "reason",
            "status",
            "endReason",
            "age",
            "year",
            "drug",
            "route",
            "treatmentDays",
            "sessionsCompleted",
            "sessionsCancelled",
            "noShows",
            "stoppedEarly",
            "meanPlannedMgPerKg",
            "meanGivenMgPerKg",
            "totalMg",
            "readings",
            "maxSystolic",
            "maxDiastolic",
            "minSpo2",
            "sideEffects",
            "seriousSideEffects",
            "worstSideEffect");

    @Inject
    Instruments instruments;

    @Test
    void theServiceTellsIt() {
        as(ANALYST)
                .get("/v1/reports/dictionary")
                .then()
                .statusCode(200)
                .body("reports", hasSize(Dataset.values().length))
                .body("reports[0].path", equalTo("/v1/reports/courses"))
                .body("reports[0].columns", hasSize(Dataset.COURSES.columns().size()))
                .body("reports[0].columns.find { it.name == 'mrn' }.deidentified", equalTo(false))
                .body("reports[2].columns.find { it.name == 'systolic' }.unit", equalTo("mmHg"));
    }

    @Test
    void thePageIsTheListOfTheCode() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page());
            return;
        }
        assertThat(PAGE)
                .as("mvn test -Dtest=DictionaryTest -D%s=true writes it", WRITE)
                .content()
                .isEqualTo(page());
    }

    @Test
    void anAnalystsCourseHasTheseColumnsAndNoOther() {
        var shown = Dataset.COURSES.columns(true).stream().map(Column::name).toList();

        assertThat(shown.subList(0, ANALYSTS_COURSE.size())).isEqualTo(ANALYSTS_COURSE);
        assertThat(shown).hasSize(ANALYSTS_COURSE.size() + 8 * 9);
    }

    @Test
    void anotherInstrumentOrOutcomeIsNotInADeidentifiedRow() {
        assertThat(OutcomeColumns.of("PHQ-9")).isNotEmpty().allMatch(column -> Dataset.COURSES.shows(column, true));
        assertThat(OutcomeColumns.of("MOOD-5"))
                .isNotEmpty()
                .noneMatch(column -> Dataset.COURSES.shows(column, true))
                .allMatch(column -> Dataset.COURSES.shows(column, false));
        assertThat(Dataset.COURSES.shows(Column.derived("phq9Worst", Kind.WHOLE, null, "New"), true))
                .isFalse();
    }

    @Test
    void everyRuleOfAProtocolHasItsColumn() {
        assertThat(Dataset.PROTOCOLS.columns())
                .extracting(Column::name)
                .containsAll(Arrays.stream(Rules.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void aNewColumnIsNotInADeidentifiedRow(Dataset report) {
        var fresh = Column.recorded("favouriteColour", Kind.TEXT, "patient.favourite_colour", "New");

        assertThat(report.shows(fresh, true)).isFalse();
        assertThat(report.shows(fresh, false)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aDeidentifiedRowHasNoIdTextOrDateWhateverIsListed(Dataset report) {
        assertThat(report.columns(true))
                .isNotEmpty()
                .noneMatch(column -> List.of(Kind.ID, Kind.TEXT, Kind.TEXTS, Kind.TIME, Kind.DATE)
                        .contains(column.kind()));
    }

    @ParameterizedTest
    @EnumSource
    void eachNameIsThereOnceAndTheListNamesNoOther(Dataset report) {
        var names = report.columns().stream().map(Column::name).toList();

        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
        assertThat(names).containsAll(report.deidentified());
    }

    @Test
    void everyInstrumentThatShowsAnOutcomeHasItsColumns() {
        assertThat(instruments.all().stream()
                        .filter(one -> one.use() == Instrument.Use.OUTCOME)
                        .map(Instrument::code))
                .isEqualTo(OutcomeColumns.INSTRUMENTS);
    }

    private static String page() {
        return """
                # Dictionary of the reports

                What each column of `GET /v1/reports/…` means. `GET /v1/reports/dictionary` gives the same as
                JSON. The columns stand in the order of the report.

                - **own**: the rows that PRESCRIBER and INTEGRATION see have this column.
                - **without identifiers**: the rows that ANALYST sees have this column
                  ([exports](exchange.md#who-sees-what)).
                - **origin**: an import stores RECORDED columns and ignores DERIVED columns, which the service
                  computes.
                - **day**: days of 24 hours, rounded half up
                  ([how days are counted](reports.md#how-days-are-counted)). A year is one of the clinic's time zone.

                This page is made from the code:
                `mvn test -Dtest=DictionaryTest -Dsextant.docs.write=true` writes it again.
                """ + Arrays.stream(Dataset.values()).map(DictionaryTest::table).collect(joining());
    }

    private static String table(Dataset report) {
        return """

                ## `/v1/reports/%s`

                Lines of NDJSON begin with `"type": "%s"`.

                | column | kind | unit | own | without identifiers | origin | meaning |
                | --- | --- | --- | --- | --- | --- | --- |
                """.formatted(report.slug(), report.type())
                + report.columns().stream().map(column -> row(report, column)).collect(joining());
    }

    private static String row(Dataset report, Column column) {
        return "| `%s` | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        column.name(),
                        column.kind(),
                        column.unit() == null ? "" : column.unit(),
                        report.shows(column, false) ? "yes" : "",
                        report.shows(column, true) ? "yes" : "",
                        column.origin() == Origin.PSEUDONYM ? "" : column.origin(),
                        column.description());
    }
}
