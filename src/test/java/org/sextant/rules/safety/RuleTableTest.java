package org.sextant.rules.safety;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sextant.rules.protocol.Rules;

/** The table of rules in the documentation is the code's own. */
class RuleTableTest {

    private static final Path PAGE = Path.of("docs", "rules.md");
    private static final Path PROTOCOL = Path.of("src/main/resources/protocols/iv-ketamine-0.5.json");
    private static final String BEGIN = "<!-- rules -->\n";
    private static final String END = "<!-- /rules -->";
    private static final String WRITE = "sextant.docs.write";
    private static final Instant START = Instant.parse("2026-01-05T09:20:00Z");

    private final JsonNode protocol = new ObjectMapper().readTree(Files.readString(PROTOCOL));
    private final Rules rules = new ObjectMapper().treeToValue(protocol, Rules.class);

    /** In the order of their first mention: a note has its number by its place. */
    private final List<String> sources = new ArrayList<>();

    RuleTableTest() throws IOException {}

    @Test
    void thePageHasTheTableOfTheCode() throws IOException {
        var page = Files.readString(PAGE);
        var from = page.indexOf(BEGIN) + BEGIN.length();
        var to = page.indexOf(END);
        assertThat(to).as("The markers of the table in " + PAGE).isGreaterThanOrEqualTo(from);
        var table = table();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to))
                .as("The table of %s; mvn test -Dtest=RuleTableTest -D%s=true writes it", PAGE, WRITE)
                .isEqualTo(table);
    }

    private String table() {
        var rows = Stream.concat(
                        Stream.of(Rule.values()).map(this::row),
                        Stream.of(AlertKind.values()).map(this::row))
                .collect(joining());
        var notes = new StringBuilder("\nSources:\n\n");
        for (var i = 0; i < sources.size(); i++) {
            notes.append("%d. %s\n".formatted(i + 1, sources.get(i)));
        }
        return """
                | rule | moment | what it does | what it looks at | value of the protocol, its default, its source |
                | --- | --- | --- | --- | --- |
                """ + rows + notes;
    }

    private String row(Rule rule) {
        return row(rule, rule.moment().name(), rule.effect(), rule.input(), rule.limits());
    }

    private String row(AlertKind kind) {
        var effect = "An alert, " + severities(kind).map(Enum::name).collect(joining(" or ")) + ".";
        return row(kind, moment(kind), effect, kind.cause(), kind.limits());
    }

    private String row(Enum<?> rule, String moment, String effect, String input, List<String> limits) {
        var values = limits.isEmpty() ? "–" : limits.stream().map(this::value).collect(joining("<br>"));
        return "| %s | %s | %s | %s | %s |\n".formatted(rule.name(), moment, effect, input, values);
    }

    private String value(String pointer) {
        var value = protocol.at(pointer);
        if (value.isMissingNode()) {
            return "`%s` not set".formatted(pointer);
        }
        var source = protocol.get("sources").get(pointer).textValue();
        if (!sources.contains(source)) {
            sources.add(source);
        }
        return "`%s` %s (%d)".formatted(pointer, value.asText(), sources.indexOf(source) + 1);
    }

    private static String moment(AlertKind kind) {
        return switch (kind) {
            case VITALS_OVERDUE -> "missed reading";
            case START_FORBIDDEN -> "start";
            case RATE_EXCEEDED -> "rate";
            case DOSE_EXCEEDED -> "end, further dose";
            case SERIOUS_SIDE_EFFECT, SEVERE_SIDE_EFFECT -> "side effect";
            case SUICIDAL_IDEATION, DISSOCIATION_DEEP -> "assessment";
            case DISCHARGE_FORBIDDEN, UNPLANNED_DISCHARGE -> "discharge";
            default -> "reading";
        };
    }

    private Stream<AlertSeverity> severities(AlertKind kind) {
        return switch (kind) {
            case VITALS_OVERDUE, DISSOCIATION_DEEP -> Stream.of(AlertSeverity.WARNING);
            case SUICIDAL_IDEATION, START_FORBIDDEN, RATE_EXCEEDED, DOSE_EXCEEDED, DISCHARGE_FORBIDDEN ->
                Stream.of(AlertSeverity.CRITICAL);
            case UNPLANNED_DISCHARGE -> Stream.of(AlertSeverity.WARNING, AlertSeverity.CRITICAL);
            default ->
                worst().filter(finding -> finding.kind() == kind)
                        .map(Finding::severity)
                        .distinct()
                        .sorted();
        };
    }

    /** What the rules make of a side effect and of readings that break every limit. */
    private Stream<Finding> worst() {
        var readings = List.of(
                reading(0, 120, 80, 70, 14, 98, 5),
                reading(10, 250, 150, 200, 60, 50, 0),
                reading(20, 250, 150, 200, 60, 50, 0),
                reading(30, 50, 20, 20, 1, rules.limits().warnSpo2Below() - 1, 5));
        var visit = new Visit(START, null, START, START, null, null, null, null, true);
        var revision = new ProtocolRevision("iv-ketamine-0.5", 1, rules);
        var serious = new SideEffectFact(UUID.randomUUID(), "AGITATION", false, true, true, START, START, null);
        var severe = new SideEffectFact(UUID.randomUUID(), "NAUSEA", false, true, false, START, START, null);
        return Stream.concat(
                ReadingRules.evaluate(new Snapshot(revision, visit, readings, List.of(), START, START)).stream(),
                ReadingRules.ofSideEffects(List.of(serious, severe)).stream());
    }

    private static Reading reading(
            int minute, int systolic, int diastolic, int heartRate, int respiratoryRate, int spo2, int sedation) {
        return new Reading(
                UUID.randomUUID(),
                START.plusSeconds(60L * minute),
                START.plusSeconds(60L * minute),
                systolic,
                diastolic,
                heartRate,
                respiratoryRate,
                spo2,
                sedation);
    }
}
