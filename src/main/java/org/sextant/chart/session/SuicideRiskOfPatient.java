package org.sextant.chart.session;

import java.time.Instant;
import org.sextant.rules.safety.SuicideRiskFacts;

/** Gives the rules what is known of a patient's suicide risk. */
public interface SuicideRiskOfPatient {

    /**
     * The scores of the session's patient that ask for suicidal ideation, in any course, with the reviews in the
     * session's course.
     *
     * @param until scores that were taken later do not count, by the service's clock
     */
    SuicideRiskFacts riskOf(Session session, Instant until);
}
