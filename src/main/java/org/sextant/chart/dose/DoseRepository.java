package org.sextant.chart.dose;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.UUID;
import org.sextant.chart.session.SessionRecordRepository;
import org.sextant.record.RecordStatus;

/** The further doses of the clinic's sessions. */
@ApplicationScoped
class DoseRepository extends SessionRecordRepository<Dose> {

    DoseRepository() {
        super(Dose.class, "dose");
    }

    /** The sum of the doses of a session that are not entered in error, mg. */
    BigDecimal sumOf(UUID sessionId) {
        return getEntityManager()
                .createQuery(
                        "select coalesce(sum(mg), 0) from Dose where sessionId = :sessionId and status <> :inError",
                        BigDecimal.class)
                .setParameter("sessionId", sessionId)
                .setParameter("inError", RecordStatus.ENTERED_IN_ERROR)
                .getSingleResult();
    }
}
