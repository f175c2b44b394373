package org.sextant.web;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Function;

/** A text member that is compared with a claim of a token, byte by byte: it stays as it was sent. */
@Documented
@JacksonAnnotationsInside
@JsonDeserialize(using = VerbatimText.Reader.class)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface VerbatimText {

    /** Reads the text. */
    final class Reader extends AllMembers.Tolerant {

        private static final long serialVersionUID = 1L;

        /** For Jackson. */
        public Reader() {
            super(new StrictJson.FromText<>(String.class, Function.identity()));
        }
    }
}
