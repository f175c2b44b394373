package org.sextant.session;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.Instant;

/** What the check-in of a session noted. Prints as nothing, so that no log line carries it. */
@Embeddable
record CheckedIn(
        @Column(name = "checked_in_at") Instant at,
        BigDecimal weightKg,
        String escortName,
        String escortPhone,
        Boolean fasted,
        @Column(name = "check_in_note") String note) {

    static CheckedIn of(CheckIn step, Instant at) {
        var escort = step.escort();
        return new CheckedIn(
                at,
                step.weightKg(),
                escort == null ? null : escort.name(),
                escort == null ? null : escort.phone(),
                step.fasted(),
                step.note());
    }

    Escort escort() {
        return escortName == null ? null : new Escort(escortName, escortPhone);
    }

    @Override
    public String toString() {
        return "CheckedIn[hidden]";
    }
}
