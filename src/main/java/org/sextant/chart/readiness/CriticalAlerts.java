package org.sextant.chart.readiness;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells which alerts wait for somebody. The monitoring package implements this interface. */
public interface CriticalAlerts {

    /**
     * An open CRITICAL alert.
     *
     * @param kind the name of a kind of alert
     */
    record OpenAlert(UUID id, String kind) {}

    /** The open CRITICAL alerts of a course, oldest first. */
    List<OpenAlert> openOf(UUID courseId);

    /** The last alert SUICIDAL_IDEATION of a patient that is not withdrawn, in any course; empty without one. */
    Optional<UUID> toReview(UUID patientId);
}
