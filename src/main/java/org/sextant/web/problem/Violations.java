package org.sextant.web.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a body beyond the range of single fields, and refuses it as a whole with 422. */
public final class Violations {

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes {@code detail} for the field at {@code pointer} where {@code violated} holds. */
    public Violations rejectIf(boolean violated, String pointer, String detail) {
        if (violated) {
            errors.add(new FieldError(pointer, detail));
        }
        return this;
    }

    /**
     * Ends the check.
     *
     * @throws ProblemException of kind {@link CommonProblem#INVALID}, where anything was noted
     */
    public void refuse() {
        if (!errors.isEmpty()) {
            throw CommonProblem.INVALID
                    .because("The content does not fit; see errors.")
                    .errors(errors);
        }
    }

    /** The refusal of one field. */
    public static ProblemException of(String pointer, String detail) {
        return CommonProblem.INVALID
                .because("The content does not fit; see errors.")
                .errors(List.of(new FieldError(pointer, detail)));
    }

    /** The refusal of one query parameter or header: 400. */
    public static ProblemException ofParameter(String name, String detail) {
        return CommonProblem.BAD_REQUEST
                .because("A parameter cannot be read; see errors.")
                .errors(List.of(new FieldError(name, detail)));
    }
}
