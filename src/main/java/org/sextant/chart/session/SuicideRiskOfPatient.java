package org.sextant.chart.session;

import java.time.Instant;
import java.util.UUID;
import org.sextant.rules.safety.SuicideRiskFacts;

/** Gives the rules what is known of a patient's suicide risk. */
public interface SuicideRiskOfPatient {

    /**
     * The scores of the patient that ask for suicidal ideation, in any course, with the reviews in this course.
     *
     * @param until scores that were taken later do not count, by the service's clock
     */
    SuicideRiskFacts riskOf(UUID patientId, UUID courseId, Instant until);
}
