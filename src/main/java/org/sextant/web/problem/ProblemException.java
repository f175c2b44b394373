package org.sextant.web.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A failure of a {@link ProblemType}, answered as an RFC 9457 problem document. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private transient List<FieldError> errors = List.of();
    private boolean retryable;

    ProblemException(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    /** Adds an extension member to the document, such as {@code currentStatus}. */
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Adds a header to the answer, such as {@code ETag}. */
    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Sets the rejected fields. */
    public ProblemException errors(List<FieldError> rejected) {
        errors = List.copyOf(rejected);
        return this;
    }

    /** Marks the problem as retryable: the identical request may succeed later. */
    public ProblemException retryable() {
        retryable = true;
        return this;
    }

    /** True where the identical request may succeed later. */
    public boolean isRetryable() {
        return retryable || type.equals(CommonProblem.BUSY) || type.equals(CommonProblem.INTERNAL);
    }

    /** A copy of this problem whose pointers start at {@code pointer}, the place of the body in a larger body. */
    public ProblemException at(String pointer) {
        var placed = new ProblemException(type, getMessage());
        placed.members.putAll(members);
        placed.headers.putAll(headers);
        placed.retryable = retryable;
        return placed.errors(errors.stream()
                .map(error -> new FieldError(pointer + error.pointer(), error.detail()))
                .toList());
    }

    /** The kind of problem. */
    public ProblemType type() {
        return type;
    }

    Map<String, Object> members() {
        return members;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The rejected fields. */
    public List<FieldError> errors() {
        return errors;
    }
}
