package org.sextant.chart.vitals;

import java.util.UUID;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;
import org.sextant.rules.safety.Reading;
import org.sextant.rules.safety.Visit;

/**
 * A reading that changes nothing of its session but the clock: it is the newest, and no alert follows from it.
 *
 * @param visit the steps of the session so far
 * @param moment when it was taken
 */
record PlainReading(
        UUID sessionId, UUID patientId, Visit visit, Provenance provenance, RecordVitals request, DeviceMoment moment) {

    /** What the rules evaluate. */
    Reading reading() {
        return new VitalsRepository.Row(
                        sessionId,
                        provenance.id(),
                        moment.corrected(),
                        provenance.recordedAt(),
                        request.measurements(),
                        request.absentReason(),
                        request.absentKinds() == null
                                ? null
                                : request.absentKinds().stream().sorted().toList())
                .reading();
    }
}
