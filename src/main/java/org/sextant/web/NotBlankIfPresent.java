package org.sextant.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;

/**
 * Text that is null or has enough characters; white space, control and format characters at its ends do not count.
 * {@code @Size} reports text that is too short before stripping, so that a client gets one error, not two.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NotBlankIfPresent.Check.class)
public @interface NotBlankIfPresent {

    /** The least number of characters after stripping. */
    int value() default 1;

    /** True beside {@code @NotBlank}: then {@code @NotBlank} alone reports blank text. */
    boolean besideNotBlank() default false;

    /** The detail of the error in the problem document. */
    String message() default "must have {value} or more characters, white space at its ends not counted";

    /** Required by Bean Validation; not used. */
    Class<?>[] groups() default {};

    /** Required by Bean Validation; not used. */
    Class<? extends Payload>[] payload() default {};

    /** Validates the text. */
    class Check implements ConstraintValidator<NotBlankIfPresent, String> {

        private static final Set<Integer> INVISIBLE_CATEGORIES = Set.of(
                (int) Character.SPACE_SEPARATOR,
                (int) Character.LINE_SEPARATOR,
                (int) Character.PARAGRAPH_SEPARATOR,
                (int) Character.CONTROL,
                (int) Character.FORMAT);

        private int atLeast;
        private boolean besideNotBlank;

        @Override
        public void initialize(NotBlankIfPresent constraint) {
            atLeast = constraint.value();
            besideNotBlank = constraint.besideNotBlank();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null
                    || text.length() < atLeast
                    || (besideNotBlank && text.isBlank())
                    || stripped(text).length() >= atLeast;
        }

        /** The text without white space, control and format characters at its ends. */
        public static String stripped(String text) {
            var from = 0;
            var to = text.length();
            while (from < to && isInvisible(text.codePointAt(from))) {
                from += Character.charCount(text.codePointAt(from));
            }
            while (to > from && isInvisible(text.codePointBefore(to))) {
                to -= Character.charCount(text.codePointBefore(to));
            }
            return text.substring(from, to);
        }

        private static boolean isInvisible(int character) {
            return INVISIBLE_CATEGORIES.contains(Character.getType(character));
        }
    }
}
