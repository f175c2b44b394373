package org.sextant.chart.vitals;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.sextant.chart.session.ReadingsOfSession;
import org.sextant.chart.session.SessionRecordRepository;
import org.sextant.record.RecordStatus;
import org.sextant.rules.safety.Reading;

/** The readings of the clinic's sessions. */
@ApplicationScoped
class VitalsRepository extends SessionRecordRepository<Vitals> implements ReadingsOfSession {

    VitalsRepository() {
        super(Vitals.class, "vitals");
    }

    @Override
    public List<Reading> readingsOf(UUID sessionId) {
        return getEntityManager()
                .createQuery(
                        "select id, correctedAt, recordedAt, measurements.systolic, measurements.diastolic,"
                                + " measurements.heartRate, measurements.respiratoryRate, measurements.spo2, measurements.sedation"
                                + " from Vitals where sessionId = :sessionId and status <> :error",
                        Reading.class)
                .setParameter("sessionId", sessionId)
                .setParameter("error", RecordStatus.ENTERED_IN_ERROR)
                .getResultList();
    }
}
