package org.sextant.chart.infusion;

import jakarta.persistence.Entity;
import org.sextant.chart.session.SentRecord;
import org.sextant.chart.session.Session;
import org.sextant.record.Provenance;

/** That a tablet sent the start of a session. */
@Entity
public class SentStart extends SentRecord {

    /** For Hibernate. */
    protected SentStart() {}

    SentStart(Provenance provenance, Session session) {
        super(provenance, session);
    }
}
