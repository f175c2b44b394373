package org.sextant.reporting.dataset.column;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.reporting.dataset.column.Column.Origin;

/** Eight columns for each outcome instrument. */
public final class OutcomeColumns {

    /** The codes of the instruments, in the order of their columns. */
    public static final List<String> INSTRUMENTS =
            List.of("PHQ-9", "GAD-7", "QIDS-SR16", "MADRS", "HAM-D17", "BDI-II", "PCL-5", "Y-BOCS", "PAIN-NRS");

    public static final List<Column> ALL =
            INSTRUMENTS.stream().flatMap(OutcomeColumns::of).toList();

    private OutcomeColumns() {}

    /** The columns of one instrument. */
    public static Stream<Column> of(String instrument) {
        var name = prefix(instrument);
        return Stream.of(
                column(
                        name + "Baseline",
                        Kind.WHOLE,
                        null,
                        instrument + ", the last score at or before the start of"
                                + " the first infusion, else the first of timepoint BASELINE"),
                column(name + "Latest", Kind.WHOLE, null, instrument + ", the last score after the baseline"),
                column(name + "Best", Kind.WHOLE, null, instrument + ", the lowest score after the baseline"),
                column(name + "PercentChange", Kind.NUMBER, "%", "From baseline to latest, negative is better"),
                column(name + "Response", Kind.FLAG, null, "Whether the latest score is a response"),
                column(name + "Remission", Kind.FLAG, null, "Whether the latest score is in remission"),
                column(
                        name + "Worsened",
                        Kind.FLAG,
                        null,
                        "Whether the latest score is at least one severity up, or more than 10 % of the baseline"),
                column(
                        name + "HoursToResponse",
                        Kind.NUMBER,
                        "h",
                        "From the start of the first infusion to the first" + " score that is a response"));
    }

    /** The prefix of the column names: phq9 for PHQ-9, qidsSr16 for QIDS-SR16. */
    private static String prefix(String instrument) {
        var words = instrument.toLowerCase(java.util.Locale.ROOT).split("-", -1);
        return IntStream.range(0, words.length)
                .mapToObj(i -> i == 0 ? words[i] : Character.toUpperCase(words[i].charAt(0)) + words[i].substring(1))
                .collect(Collectors.joining());
    }

    private static Column column(String name, Kind kind, String unit, String description) {
        return new Column(name, kind, unit, Origin.DERIVED, null, null, description);
    }
}
