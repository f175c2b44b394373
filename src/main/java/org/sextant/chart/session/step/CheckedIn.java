package org.sextant.chart.session.step;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The record of the check-in. {@link #toString()} hides the values, so that no log line contains them.
 *
 * @param weightConfirmed null where nobody said
 * @param concomitantMedications null where nobody asked
 * @param recordedBy the {@code sub} of the caller; null where an older version of the service recorded the check-in
 */
@Embeddable
public record CheckedIn(
        @Column(name = "checked_in_at") Instant at,
        BigDecimal weightKg,
        Boolean weightConfirmed,
        String escortName,
        String escortPhone,
        Boolean fasted,

        @JdbcTypeCode(SqlTypes.JSON) List<DrugClass> concomitantMedications,

        @Column(name = "check_in_note") String note,
        @Column(name = "checked_in_by") String recordedBy) {

    public static CheckedIn of(CheckIn step, Instant at, String recordedBy) {
        var escort = step.escort();
        var classes = step.concomitantMedications();
        return new CheckedIn(
                at,
                step.weightKg(),
                step.weightConfirmed(),
                escort == null ? null : escort.name(),
                escort == null ? null : escort.phone(),
                step.fasted(),
                classes == null ? null : classes.stream().sorted().toList(),
                step.note(),
                recordedBy);
    }

    /** This check-in with other concomitant medications; unchanged where {@code classes} is null. */
    public CheckedIn with(Set<DrugClass> classes) {
        return classes == null
                ? this
                : new CheckedIn(
                        at,
                        weightKg,
                        weightConfirmed,
                        escortName,
                        escortPhone,
                        fasted,
                        classes.stream().sorted().toList(),
                        note,
                        recordedBy);
    }

    /** This check-in with the content of a correction. */
    public CheckedIn with(CheckInContent content) {
        var named = content.escort();
        var classes = content.concomitantMedications();
        return new CheckedIn(
                at,
                content.weightKg(),
                content.weightConfirmed(),
                named == null ? null : named.name(),
                named == null ? null : named.phone(),
                content.fasted(),
                classes == null ? null : classes.stream().sorted().toList(),
                content.note(),
                recordedBy);
    }

    /** The content that a correction can change. */
    public CheckInContent content() {
        return new CheckInContent(
                weightKg,
                weightConfirmed,
                escort(),
                fasted,
                concomitantMedications == null ? null : new LinkedHashSet<>(concomitantMedications),
                note);
    }

    public Escort escort() {
        return escortName == null ? null : new Escort(escortName, escortPhone);
    }

    @Override
    public String toString() {
        return "CheckedIn[hidden]";
    }
}
