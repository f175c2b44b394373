package org.sextant.web.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A failure with a kind of its own, answered as an RFC 9457 problem document. */
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

    /** Adds a member of its own to the document, such as {@code currentStatus}. */
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Adds a header to the answer, such as {@code ETag}. */
    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Names the rejected fields. */
    public ProblemException errors(List<FieldError> rejected) {
        errors = List.copyOf(rejected);
        return this;
    }

    /** Says that the same request may be carried out later: what it waits for may still come. */
    public ProblemException retryable() {
        retryable = true;
        return this;
    }

    /** True where the same request may be carried out later. */
    public boolean isRetryable() {
        return retryable || type.equals(CommonProblem.BUSY) || type.equals(CommonProblem.INTERNAL);
    }

    /** The same, where the body that it is about stands at {@code pointer} of a larger one. */
    public ProblemException at(String pointer) {
        var placed = new ProblemException(type, getMessage());
        placed.members.putAll(members);
        placed.headers.putAll(headers);
        placed.retryable = retryable;
        return placed.errors(errors.stream()
                .map(error -> new FieldError(pointer + error.pointer(), error.detail()))
                .toList());
    }

    public ProblemType type() {
        return type;
    }

    Map<String, Object> members() {
        return members;
    }

    Map<String, String> headers() {
        return headers;
    }

    List<FieldError> errors() {
        return errors;
    }
}
