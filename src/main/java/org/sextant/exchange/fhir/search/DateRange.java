package org.sextant.exchange.fhir.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sextant.exchange.fhir.search.SearchParameter.Value;
import org.sextant.web.problem.Violations;

/**
 * The interval that a date of a search stands for: a year, a month, a day, a minute, a second or a fraction of it. A value
 * without a zone is in UTC.
 *
 * @param prefix how records are compared with the interval
 * @param from the beginning, included
 * @param until the end, excluded
 */
record DateRange(Prefix prefix, Instant from, Instant until) {

    /** FHIR's comparisons, without {@code ap}. */
    enum Prefix {
        EQ,
        NE,
        GT,
        GE,
        LT,
        LE,
        SA,
        EB
    }

    private static final Pattern FORM = Pattern.compile("(eq|ne|gt|ge|lt|le|sa|eb)?"
            + "(\\d{4})(-\\d\\d)?(-\\d\\d)?(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?)?(Z|[+-]\\d\\d:\\d\\d)?");
    private static final String EXPECTED =
            "must be a date such as 2026, 2026-03, 2026-03-02 or 2026-03-02T09:15:00Z, of"
                    + " the years 1900 to 2199, with one of the prefixes eq, ne, gt, ge, lt, le, sa, eb or none";

    /** The range of a value. An unescaped plus arrives as a space. */
    static DateRange of(Value value) {
        var form = FORM.matcher(value.text().strip().replace(' ', '+'));
        if (form.matches()) {
            var prefix = Prefix.valueOf(
                    Optional.ofNullable(form.group(1)).orElse("eq").toUpperCase(Locale.ROOT));
            try {
                var range = range(prefix, form.group(2), form.group(3), form.group(4), form.group(5), form.group(8));
                if (range.from().isBefore(Instant.parse("2200-01-01T00:00:00Z"))
                        && !range.from().isBefore(Instant.parse("1899-12-31T00:00:00Z"))) {
                    return range;
                }
            } catch (DateTimeException noSuchDay) {
                throw Violations.ofParameter(value.parameter(), EXPECTED);
            }
        }
        throw Violations.ofParameter(value.parameter(), EXPECTED);
    }

    private static DateRange range(Prefix prefix, String year, String month, String day, String time, String zone) {
        if (time != null) {
            if (day == null) {
                throw new DateTimeException("A time without a day");
            }
            return ofTime(prefix, year + month + day + time, time, zone);
        }
        if (zone != null) {
            throw new DateTimeException("A zone without a time");
        }
        if (day != null) {
            var date = LocalDate.parse(year + month + day);
            return ofDays(prefix, date, date.plusDays(1));
        }
        if (month != null) {
            var first = YearMonth.parse(year + month);
            return ofDays(prefix, first.atDay(1), first.plusMonths(1).atDay(1));
        }
        var whole = Year.parse(year);
        return ofDays(prefix, whole.atDay(1), whole.plusYears(1).atDay(1));
    }

    private static DateRange ofDays(Prefix prefix, LocalDate first, LocalDate after) {
        return new DateRange(
                prefix,
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                after.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static DateRange ofTime(Prefix prefix, String dateAndTime, String time, String zone) {
        var from =
                OffsetDateTime.parse(dateAndTime + (zone == null ? "Z" : zone)).toInstant();
        var length = time.length();
        if (length == "Thh:mm".length()) {
            return new DateRange(prefix, from, from.plus(1, ChronoUnit.MINUTES));
        }
        if (length == "Thh:mm:ss".length()) {
            return new DateRange(prefix, from, from.plusSeconds(1));
        }
        var decimals = length - "Thh:mm:ss.".length();
        // The database keeps microseconds: a finer value stands for one of them.
        return new DateRange(prefix, from, from.plusNanos((long) Math.pow(10, 9 - Math.min(decimals, 6))));
    }

    /** The condition that the span of a record, from one column to another, meets. An open span ends at infinity. */
    String condition(String at, String untilAt, Sql sql) {
        var inside = "(%s >= {from} AND %s < {until})".formatted(at, untilAt);
        var condition =
                switch (prefix) {
                    case EQ -> inside;
                    case NE -> "NOT " + inside;
                    case GT -> untilAt + " >= {until}";
                    case LT -> at + " < {from}";
                    case GE -> "(" + untilAt + " >= {until} OR " + inside + ")";
                    case LE -> "(" + at + " < {from} OR " + inside + ")";
                    case SA -> at + " >= {until}";
                    case EB -> untilAt + " < {from}";
                };
        // A value without a place in the statement would be refused.
        var bounded = condition.contains("{from}") ? condition.replace("{from}", sql.bind(from)) : condition;
        return bounded.contains("{until}") ? bounded.replace("{until}", sql.bind(until)) : bounded;
    }
}
