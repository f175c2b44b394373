package org.sextant.chart.dose;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRecord;
import org.sextant.record.Change;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;
import org.sextant.rules.protocol.Route;
import org.sextant.rules.safety.Verdict;

/** A dose of the session's own drug, in addition to the dose of the start. */
@Entity
public class Dose extends SessionRecord {

    private BigDecimal mg;
    private Instant givenAt;

    @Enumerated(EnumType.STRING)
    private Route route;

    private String lot;
    private String reason;

    @Column(updatable = false)
    private String overrideReason;

    @Column(updatable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private List<Verdict> verdicts;

    /** For Hibernate. */
    protected Dose() {}

    /** @param verdicts the verdicts that did not pass when the dose was recorded */
    Dose(Provenance provenance, Session session, RecordDose request, DeviceMoment given, List<Verdict> verdicts) {
        super(provenance, session);
        this.overrideReason = request.overrideReason();
        this.verdicts = verdicts;
        become(request, given);
    }

    void amend(RecordDose content, DeviceMoment given, Change change) {
        amended(change);
        become(content, given);
    }

    private void become(RecordDose content, DeviceMoment given) {
        setClockOffset(given);
        this.mg = content.mg();
        this.givenAt = given.reportedAt();
        this.route = content.route();
        this.lot = content.lot();
        this.reason = content.reason();
    }

    /** The content that an amendment can change. */
    RecordDose content() {
        return new RecordDose(null, mg, givenAt, route, lot, reason, overrideReason);
    }

    BigDecimal mg() {
        return mg;
    }

    @Override
    protected Instant reportedAt() {
        return givenAt;
    }

    Route route() {
        return route;
    }

    String lot() {
        return lot;
    }

    String reason() {
        return reason;
    }

    String overrideReason() {
        return overrideReason;
    }

    /** The verdicts that did not pass; null for an imported dose, which no rule evaluated. */
    List<Verdict> verdicts() {
        return verdicts;
    }
}
