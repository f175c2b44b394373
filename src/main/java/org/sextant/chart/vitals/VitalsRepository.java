package org.sextant.chart.vitals;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sextant.chart.session.ReadingsOfSession;
import org.sextant.chart.session.SessionRecordRepository;
import org.sextant.record.RecordStatus;
import org.sextant.rules.protocol.RequiredMeasurement;
import org.sextant.rules.safety.Reading;

/** The readings of the clinic's sessions. */
@ApplicationScoped
class VitalsRepository extends SessionRecordRepository<Vitals> implements ReadingsOfSession {

    VitalsRepository() {
        super(Vitals.class, "vitals");
    }

    /** The columns of a reading that the rules evaluate. */
    record Row(
            UUID sessionId,
            UUID id,
            Instant at,
            Instant recordedAt,
            Measurements measurements,
            AbsentReason absentReason,
            List<RequiredMeasurement> absentKinds) {

        Reading reading() {
            return new Reading(
                    id,
                    at,
                    recordedAt,
                    value(Measurements::systolic),
                    value(Measurements::diastolic),
                    value(Measurements::heartRate),
                    value(Measurements::respiratoryRate),
                    value(Measurements::spo2),
                    value(Measurements::sedation),
                    absent());
        }

        private Integer value(Function<Measurements, Integer> measurement) {
            return measurements == null ? null : measurement.apply(measurements);
        }

        /** A reason that names nothing is about all measurements where the reading has no value. */
        private Set<RequiredMeasurement> absent() {
            if (absentKinds != null) {
                return EnumSet.copyOf(absentKinds);
            }
            var nothing = absentReason != null && (measurements == null || measurements.empty());
            return nothing ? EnumSet.allOf(RequiredMeasurement.class) : EnumSet.noneOf(RequiredMeasurement.class);
        }
    }

    @Override
    public Map<UUID, List<Reading>> readingsOf(Collection<UUID> sessionIds) {
        return getEntityManager()
                .createQuery(
                        "select sessionId, id, correctedAt, recordedAt, measurements, absentReason, absentKinds"
                                + " from Vitals where sessionId in :sessionIds and status <> :error",
                        Row.class)
                .setParameter("sessionIds", sessionIds)
                .setParameter("error", RecordStatus.ENTERED_IN_ERROR)
                .getResultStream()
                .collect(Collectors.groupingBy(Row::sessionId, Collectors.mapping(Row::reading, Collectors.toList())));
    }
}
