package org.sextant.chart.medication;

import jakarta.persistence.Entity;
import java.math.BigDecimal;
import java.time.Instant;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRecord;
import org.sextant.record.Change;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;

/** A medication given during a session, in addition to the treatment drug. */
@Entity
public class Medication extends SessionRecord {

    private String drug;
    private BigDecimal dose;
    private String unit;
    private String route;
    private Instant givenAt;
    private String reason;

    /** For Hibernate. */
    protected Medication() {}

    Medication(Provenance provenance, Session session, RecordMedication request, DeviceMoment given) {
        super(provenance, session);
        become(request, given);
    }

    void amend(RecordMedication content, DeviceMoment given, Change change) {
        amended(change);
        become(content, given);
    }

    private void become(RecordMedication content, DeviceMoment given) {
        setClockOffset(given);
        this.drug = content.drug();
        this.dose = content.dose();
        this.unit = content.unit();
        this.route = content.route();
        this.givenAt = given.reportedAt();
        this.reason = content.reason();
    }

    /** The content that an amendment can change. */
    RecordMedication content() {
        return new RecordMedication(null, drug, dose, unit, route, givenAt, reason, null);
    }

    String drug() {
        return drug;
    }

    BigDecimal dose() {
        return dose;
    }

    String unit() {
        return unit;
    }

    String route() {
        return route;
    }

    @Override
    protected Instant reportedAt() {
        return givenAt;
    }

    String reason() {
        return reason;
    }
}
