package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.math.BigDecimal;

/** A number with a fraction in a body, where a whole number belongs. */
public class NotWhole extends MismatchedInputException {

    private static final long serialVersionUID = 1L;

    private final BigDecimal nearest;

    /** @param nearest the whole number that was meant; null where the number is far from any */
    public NotWhole(JsonParser json, BigDecimal nearest) {
        super(json, "Not a whole number", Integer.class);
        this.nearest = nearest;
    }

    String expectation() {
        return nearest == null
                ? "must be a whole number"
                : "must be a whole number; rounded it is " + nearest.toPlainString();
    }
}
