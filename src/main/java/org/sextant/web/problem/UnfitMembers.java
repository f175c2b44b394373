package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;

/** Well-formed JSON of which at least one member is unknown or of the wrong type; all such members are found. */
public class UnfitMembers extends MismatchedInputException {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;
    private final transient Object rest;

    /**
     * @param errors the members that were found
     * @param rest what could be read of the content, without these members; null where nothing could be read
     */
    public UnfitMembers(JsonParser json, List<FieldError> errors, Object rest) {
        super(json, "Unfit members", Object.class);
        this.errors = List.copyOf(errors);
        this.rest = rest;
    }

    /** The members that were found. */
    public List<FieldError> errors() {
        return errors;
    }

    /** What could be read of the content, for a check of the other members; null where nothing could be read. */
    public Object rest() {
        return rest;
    }
}
