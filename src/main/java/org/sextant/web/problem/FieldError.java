package org.sextant.web.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One rejected field. The rejected value is omitted, because the value may be health data.
 *
 * @param pointer an RFC 6901 pointer into the body, or a parameter's name
 * @param detail what was expected
 */
@Schema(description = "One rejected field; its value is not repeated.")
public record FieldError(
        @Schema(required = true, description = "RFC 6901 pointer into the body, or the parameter's name")
        String pointer,

        @Schema(required = true, description = "What was expected")
        String detail) {}
