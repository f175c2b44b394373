package org.sextant.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;

/** Validates {@code @Size} of text in code points, as JSON Schema counts; a text without anything visible has none. */
public class SizeInCodePoints implements ConstraintValidator<Size, String> {

    private int min;
    private int max;

    @Override
    public void initialize(Size constraint) {
        min = constraint.min();
        max = constraint.max();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        if (text == null) {
            return true;
        }
        var length = new Text(text).length();
        return length >= min && length <= max;
    }
}
