package org.sextant.web.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Violated constraints as errors with pointers. The details name the expectation and never the rejected value. */
final class ConstraintErrors {

    /** The order of the errors of one document. */
    static final Comparator<FieldError> ORDER =
            Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail);

    private ConstraintErrors() {}

    static List<FieldError> of(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> new FieldError(pointerTo(violation.getPropertyPath()), detail(violation)))
                .distinct()
                .sorted(ORDER)
                .toList();
    }

    private static String detail(ConstraintViolation<?> violation) {
        if (violation.getInvalidValue() == null) {
            return "is required";
        }
        var constraint = violation.getConstraintDescriptor();
        var type = constraint.getAnnotation().annotationType();
        var limit = constraint.getAttributes().get("value");
        var unit = MemberUnits.of(lastName(violation.getPropertyPath()));
        if (type == Min.class || type == DecimalMin.class) {
            return "must be at least " + limit + unit;
        }
        if (type == Max.class || type == DecimalMax.class) {
            return "must be at most " + limit + unit;
        }
        if (type == Positive.class) {
            return "must be more than 0" + unit;
        }
        return type == PositiveOrZero.class ? "must be at least 0" + unit : violation.getMessage();
    }

    private static String lastName(Path path) {
        var name = "";
        for (var node : path) {
            if (node.getKind() == ElementKind.PROPERTY) {
                name = node.getName();
            }
        }
        return name;
    }

    static String pointerTo(Path path) {
        var pointer = new StringBuilder();
        for (var node : path) {
            if (List.of(ElementKind.METHOD, ElementKind.PARAMETER, ElementKind.BEAN)
                    .contains(node.getKind())) {
                continue;
            }
            if (node.getKey() != null) {
                pointer.append('/').append(node.getKey());
            }
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }
}
