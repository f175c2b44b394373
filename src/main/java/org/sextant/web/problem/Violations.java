package org.sextant.web.problem;

import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

    /** The refusal of members that are unknown or of the wrong type, and of all others that are missing or out of range. */
    public static ProblemException of(UnfitMembers unfit, Validator validator) {
        var found = unfit.errors();
        var others = unfit.rest() == null
                ? Stream.<FieldError>of()
                : ConstraintErrors.of(validator.validate(unfit.rest())).stream()
                        .filter(error ->
                                found.stream().noneMatch(known -> isAboutOneThing(error.pointer(), known.pointer())));
        return CommonProblem.INVALID
                .because("The content does not fit; see errors.")
                .errors(Stream.concat(found.stream(), others)
                        .sorted(ConstraintErrors.ORDER)
                        .toList());
    }

    /** True where one member is the other or is within it: a member that was noted is missing in what is checked. */
    private static boolean isAboutOneThing(String pointer, String other) {
        return pointer.equals(other) || pointer.startsWith(other + "/") || other.startsWith(pointer + "/");
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
