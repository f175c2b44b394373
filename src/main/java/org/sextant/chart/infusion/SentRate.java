package org.sextant.chart.infusion;

import jakarta.persistence.Entity;
import org.sextant.chart.session.SentRecord;
import org.sextant.chart.session.Session;
import org.sextant.record.Provenance;

/** That a tablet sent a rate. The rate itself is among the rates of the session, under the same id. */
@Entity
public class SentRate extends SentRecord {

    /** For Hibernate. */
    protected SentRate() {}

    SentRate(Provenance provenance, Session session) {
        super(provenance, session);
    }
}
