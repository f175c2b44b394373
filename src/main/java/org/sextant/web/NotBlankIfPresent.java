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
 * Text that may be absent, and that says something where it is not: white space and what cannot be seen do not count.
 * Text that is too short as it stands is left to {@code @Size}, so that nobody is told twice.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NotBlankIfPresent.Check.class)
public @interface NotBlankIfPresent {

    /** How many characters remain at least, once the text is stripped. */
    int value() default 1;

    /** True beside {@code @NotBlank}, which is left what it refuses itself. */
    boolean besideNotBlank() default false;

    /** What the client is told. */
    String message() default "must have {value} or more characters, white space at its ends not counted";

    /** As every constraint has; not used. */
    Class<?>[] groups() default {};

    /** As every constraint has; not used. */
    Class<? extends Payload>[] payload() default {};

    /** Judges the text. */
    class Check implements ConstraintValidator<NotBlankIfPresent, String> {

        private static final Set<Integer> SAY_NOTHING = Set.of(
                (int) Character.SPACE_SEPARATOR,
                (int) Character.LINE_SEPARATOR,
                (int) Character.PARAGRAPH_SEPARATOR,
                (int) Character.CONTROL,
                (int) Character.FORMAT);

        private int atLeast;
        private boolean besideNotBlank;

        @Override
        public void initialize(NotBlankIfPresent filled) {
            atLeast = filled.value();
            besideNotBlank = filled.besideNotBlank();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null
                    || text.length() < atLeast
                    || (besideNotBlank && text.isBlank())
                    || stripped(text).length() >= atLeast;
        }

        /** The text without what says nothing at its ends. */
        public static String stripped(String text) {
            var from = 0;
            var to = text.length();
            while (from < to && saysNothing(text.codePointAt(from))) {
                from += Character.charCount(text.codePointAt(from));
            }
            while (to > from && saysNothing(text.codePointBefore(to))) {
                to -= Character.charCount(text.codePointBefore(to));
            }
            return text.substring(from, to);
        }

        private static boolean saysNothing(int character) {
            return SAY_NOTHING.contains(Character.getType(character));
        }
    }
}
