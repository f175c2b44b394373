package org.sextant.rules.safety;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A step that was taken, with what the rules said of it.
 *
 * @param at when staff took the step
 * @param verdicts the verdicts that did not pass; null where none is stored
 * @param overrideReason why a prescriber overrode the rules; null where nobody did
 */
public record JudgedStep(Instant at, List<Verdict> verdicts, String overrideReason) {

    /**
     * The finding of a step that a rule forbids and no prescriber overrode: a tablet sent it afterwards. Empty for any
     * other step.
     *
     * @param what happened, without a full stop
     * @param sessionId the record that shows the finding
     * @param recordedAt when the service stored the session
     */
    public List<Finding> forbidden(AlertKind kind, String what, UUID sessionId, Instant recordedAt) {
        var blocking = verdicts == null || overrideReason != null ? List.<Verdict>of() : Verdict.blocking(verdicts);
        return blocking.isEmpty()
                ? List.of()
                : List.of(new Finding(
                        kind,
                        AlertSeverity.CRITICAL,
                        sessionId,
                        at,
                        recordedAt,
                        null,
                        null,
                        blocking.stream().map(Verdict::detail).collect(Collectors.joining(" ")) + " " + what,
                        blocking.stream().map(Verdict::rule).collect(Collectors.joining(", "))));
    }
}
