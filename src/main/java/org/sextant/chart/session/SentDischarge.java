package org.sextant.chart.session;

import jakarta.persistence.Entity;
import org.sextant.record.Provenance;

/** That a tablet sent the discharge of a session. */
@Entity
public class SentDischarge extends SentRecord {

    /** For Hibernate. */
    protected SentDischarge() {}

    SentDischarge(Provenance provenance, Session session) {
        super(provenance, session);
    }
}
