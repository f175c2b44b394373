package org.sextant.chart.course;

import java.util.UUID;
import org.sextant.rules.safety.ClearanceFacts;

/** Gives the rules the clearances of a patient. The clearance package implements this interface. */
public interface ClearancesOfPatient {

    /** The newest outcome of each kind of clearance that is not entered in error. */
    ClearanceFacts clearancesOf(UUID patientId);
}
