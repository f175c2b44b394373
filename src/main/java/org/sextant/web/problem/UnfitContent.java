package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Well-formed JSON whose content does not match the type that is read from it. */
public class UnfitContent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param cause Jackson's reason, which names the rejected member */
    public UnfitContent(JsonProcessingException cause) {
        super(cause);
    }
}
