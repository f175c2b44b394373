package org.sextant.chart.session.step;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The record of the check-in. {@link #toString()} hides the values, so that no log line contains them.
 *
 * @param concomitantMedications null where nobody asked
 */
@Embeddable
public record CheckedIn(
        @Column(name = "checked_in_at") Instant at,
        BigDecimal weightKg,
        String escortName,
        String escortPhone,
        Boolean fasted,

        @JdbcTypeCode(SqlTypes.JSON) List<DrugClass> concomitantMedications,

        @Column(name = "check_in_note") String note) {

    public static CheckedIn of(CheckIn step, Instant at) {
        var escort = step.escort();
        var classes = step.concomitantMedications();
        return new CheckedIn(
                at,
                step.weightKg(),
                escort == null ? null : escort.name(),
                escort == null ? null : escort.phone(),
                step.fasted(),
                classes == null ? null : classes.stream().sorted().toList(),
                step.note());
    }

    /** This check-in with other concomitant medications; unchanged where {@code classes} is null. */
    public CheckedIn with(Set<DrugClass> classes) {
        return classes == null
                ? this
                : new CheckedIn(
                        at,
                        weightKg,
                        escortName,
                        escortPhone,
                        fasted,
                        classes.stream().sorted().toList(),
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
