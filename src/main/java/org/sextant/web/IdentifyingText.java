package org.sextant.web;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text member that identifies or groups records, such as a record number, a lot or a code: two spellings that look
 * alike are one, as {@link Text#ofCode} says.
 */
@Documented
@JacksonAnnotationsInside
@JsonDeserialize(using = IdentifyingText.Reader.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface IdentifyingText {

    /** Reads the text; for the elements of a list as well. */
    final class Reader extends AllMembers.Tolerant {

        private static final long serialVersionUID = 1L;

        /** For Jackson. */
        public Reader() {
            super(new StrictJson.FromText<>(
                    String.class, text -> Text.ofCode(text).value()));
        }
    }
}
