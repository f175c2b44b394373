package org.sextant.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sextant.web.NotBlankIfPresent;
import org.sextant.web.problem.Violations;

/**
 * A correction of a record.
 *
 * @param reason the reason of the correction, 1 to 2000 characters
 * @param changes the members that change, as in a merge patch: null removes a member
 */
public record Amendment(String reason, JsonNode changes) {

    private static final String REASON = "reason";
    private static final int MAX_REASON = 2000;

    /**
     * Reads a body of {@code {…changed members, reason}}.
     *
     * @throws org.sextant.web.problem.ProblemException 422 without a reason or without a change
     */
    public static Amendment of(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw Violations.of("", "must be an object");
        }
        var reason = object.get(REASON);
        ObjectNode changes = object.deepCopy();
        changes.remove(REASON);
        new Violations()
                .rejectIf(
                        reason == null || !reason.isTextual() || !isValid(reason.textValue()),
                        "/reason",
                        "must give the reason in 1 to 2000 characters")
                .rejectIf(changes.isEmpty(), "", "must have at least one member that changes")
                .rejectIf(changes.has("id"), "/id", "cannot be changed")
                .refuse();
        return new Amendment(reason.textValue(), changes);
    }

    private static boolean isValid(String reason) {
        return reason.length() <= MAX_REASON
                && !NotBlankIfPresent.Check.stripped(reason).isEmpty();
    }
}
