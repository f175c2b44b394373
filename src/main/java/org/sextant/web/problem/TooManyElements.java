package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;

/** An array of more elements than anything that is sent can have. */
public class TooManyElements extends MismatchedInputException {

    private static final long serialVersionUID = 1L;

    private final int most;

    public TooManyElements(JsonParser json, int most) {
        super(json, "Too many elements", List.class);
        this.most = most;
    }

    /** How many there may be. */
    int most() {
        return most;
    }
}
