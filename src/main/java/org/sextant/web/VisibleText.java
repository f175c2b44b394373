package org.sextant.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotBlank;

/** Validates {@code @NotBlank}: something of the text is visible. */
public class VisibleText implements ConstraintValidator<NotBlank, String> {

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text != null && !new Text(text).isBlank();
    }
}
