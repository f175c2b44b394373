package org.sextant.rules.safety;

import java.util.List;

/**
 * What the rules of the discharge need to know beyond the readings and side effects of the session.
 *
 * @param openCriticalAlerts the kinds of the session's CRITICAL alerts that nobody has acknowledged
 * @param suicideRisk what is known of the suicide risk
 */
public record DischargeFacts(List<String> openCriticalAlerts, SuicideRiskFacts suicideRisk) {

    /** No alert is open, and nobody asked for suicidal ideation. */
    public static final DischargeFacts NONE = new DischargeFacts(List.of(), SuicideRiskFacts.NONE);
}
