package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;

/** JSON that was read as such, and then did not fit what it was for. */
public class UnfitContent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnfitContent(JsonProcessingException cause) {
        super(cause);
    }
}
