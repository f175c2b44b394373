package org.sextant.web.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects the violations of rules that concern several fields of a body, and refuses the body with one 422. */
public final class Violations {

    private final List<FieldError> errors = new ArrayList<>();

    /** Adds an error with {@code detail} for the field at {@code pointer} where {@code violated} is true. */
    public Violations rejectIf(boolean violated, String pointer, String detail) {
        if (violated) {
            errors.add(new FieldError(pointer, detail));
        }
        return this;
    }

    /**
     * Refuses the body where errors were added.
     *
     * @throws ProblemException {@link CommonProblem#INVALID}, 422, with all added errors
     */
    public void refuse() {
        if (!errors.isEmpty()) {
            throw CommonProblem.INVALID
                    .because("The content does not fit; see errors.")
                    .errors(errors);
        }
    }

    /** The refusal of one field: 422. */
    public static ProblemException of(String pointer, String detail) {
        return CommonProblem.INVALID
                .because("The content does not fit; see errors.")
                .errors(List.of(new FieldError(pointer, detail)));
    }

    /** The refusal of one query parameter or header: 400. */
    public static ProblemException ofParameter(String name, String detail) {
        return ofParameters(List.of(new FieldError(name, detail)));
    }

    /** The refusal of several query parameters, by their names: 400. */
    public static ProblemException ofParameters(List<FieldError> errors) {
        return CommonProblem.BAD_REQUEST
                .because("A parameter cannot be read; see errors.")
                .errors(errors);
    }
}
