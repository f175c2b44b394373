package org.sextant.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import org.sextant.web.MergePatch;
import org.sextant.web.Text;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ExceptionTranslator;
import org.sextant.web.problem.FieldError;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.UnfitContent;
import org.sextant.web.problem.Violations;

/**
 * A correction of a record.
 *
 * @param reason the reason of the correction, 1 to 2000 characters; null where the body has none, which {@link #apply}
 *     refuses
 * @param changes the members that change, as in a merge patch: null removes a member
 * @param faults what is wrong with the correction itself; {@link #apply} reports it with what is wrong with the changes
 */
public record Amendment(String reason, JsonNode changes, List<FieldError> faults) {

    private static final String REASON = "reason";
    private static final int MAX_REASON = 2000;

    /**
     * Reads a body of {@code {…changed members, reason}}.
     *
     * @throws ProblemException 422 where the body is no object
     */
    public static Amendment of(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw Violations.of("", "must be an object");
        }
        var faults = new ArrayList<FieldError>();
        var reason = object.get(REASON);
        ObjectNode changes = object.deepCopy();
        changes.remove(REASON);
        var valid = reason != null && reason.isTextual() && isValid(reason.textValue());
        if (!valid) {
            faults.add(new FieldError("/reason", "must give the reason in 1 to 2000 characters"));
        }
        if (changes.isEmpty()) {
            faults.add(new FieldError("", "must have at least one member that changes"));
        }
        if (changes.remove("id") != null) {
            faults.add(new FieldError("/id", "cannot be changed"));
        }
        return new Amendment(valid ? Text.of(reason.textValue()).value() : null, changes, List.copyOf(faults));
    }

    /**
     * The content of a record after the correction.
     *
     * @param current the content before
     * @throws ProblemException 422 with all that is wrong, without a reason or a change too
     */
    public <T> T apply(MergePatch patch, T current) {
        try {
            var changed = patch.apply(current, changes);
            refuse(faults);
            return changed;
        } catch (ProblemException | UnfitContent | ConstraintViolationException failure) {
            var refusal = ExceptionTranslator.of(failure);
            if (!faults.isEmpty() && refusal.type().equals(CommonProblem.INVALID)) {
                var errors = new ArrayList<>(faults);
                refusal.errors().stream()
                        .filter(error -> !faults.contains(error))
                        .forEach(errors::add);
                refuse(errors);
            }
            throw failure;
        }
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw CommonProblem.INVALID
                    .because("The content does not fit; see errors.")
                    .errors(errors);
        }
    }

    private static boolean isValid(String reason) {
        var length = Text.of(reason).length();
        return length >= 1 && length <= MAX_REASON;
    }
}
