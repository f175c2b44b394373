package org.sextant.rules.protocol;

/** The criteria that a protocol can require before the discharge. */
public enum DischargeCriterion {
    OBSERVATION_COMPLETE,
    VITALS_NEAR_BASELINE,
    ORIENTED,
    AMBULATORY,
    SIDE_EFFECTS_SETTLED,
    ESCORT_PRESENT,
    SEDATION_RESOLVED,
    DISSOCIATION_RESOLVED,
    BREATHING_NORMAL,
    ALERTS_SEEN,
    SUICIDE_RISK_REVIEWED;

    /**
     * True where the chart alone decides, so that staff need not state the criterion. A statement that the criterion is
     * not met still refuses the discharge.
     */
    public boolean needsNoStatement() {
        return switch (this) {
            case OBSERVATION_COMPLETE,
                    VITALS_NEAR_BASELINE,
                    ORIENTED,
                    AMBULATORY,
                    SIDE_EFFECTS_SETTLED,
                    ESCORT_PRESENT -> false;
            case SEDATION_RESOLVED, DISSOCIATION_RESOLVED, BREATHING_NORMAL, ALERTS_SEEN, SUICIDE_RISK_REVIEWED -> true;
        };
    }
}
