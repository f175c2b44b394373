package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;

/** An array in a body has more elements than the maximum. */
public class TooManyElements extends MismatchedInputException {

    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most the maximum number of elements */
    public TooManyElements(JsonParser json, int most) {
        super(json, "Too many elements", List.class);
        this.most = most;
    }

    /** The maximum number of elements. */
    int most() {
        return most;
    }
}
