package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.sextant.record.RecordOrder;

/**
 * A reason to raise an alert.
 *
 * @param sourceId the id of the record that shows the finding
 * @param at when the reading was taken, or the onset of the side effect
 * @param recordedAt when the service stored the record
 * @param value the measured value; null where the finding is not a number
 * @param limit the limit that the value was compared with; null where the finding is not a number
 * @param detail what was found, for people: the measurement, the value, the unit and the limit, without a full stop
 * @param evidence what identifies the finding among the findings of its record, where the finding is not a number; else
 *     null. It is stored and compared, so the text for a finding never changes.
 */
public record Finding(
        AlertKind kind,
        AlertSeverity severity,
        UUID sourceId,
        Instant at,
        Instant recordedAt,
        BigDecimal value,
        BigDecimal limit,
        String detail,
        String evidence) {

    /** The order of the records that show the findings. */
    public static final Comparator<Finding> ORDER = RecordOrder.by(Finding::at, Finding::recordedAt, Finding::sourceId);

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("HH:mm 'on' yyyy-MM-dd", Locale.ROOT);

    /** This finding with a detail that also names the time, by the clock on the clinic's wall. */
    public Finding withTime(ZoneId zone) {
        return new Finding(
                kind,
                severity,
                sourceId,
                at,
                recordedAt,
                value,
                limit,
                "%s, at %s.".formatted(detail, local(at, zone)),
                evidence);
    }

    /** A time as the texts of alerts name it, such as {@code 09:40 on 2026-03-02}. */
    public static String local(Instant moment, ZoneId zone) {
        return LOCAL.format(moment.atZone(zone));
    }
}
