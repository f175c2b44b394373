package org.sextant.web.problem;

/**
 * A kind of failure that a client can act on. Each feature lists its own kinds in one class, and each kind has a page
 * for people in {@code problems/<slug>.html}.
 *
 * @param slug the last segment of the {@code type} URI, {@code /problems/<slug>}; never renamed once published
 * @param title the problem in a few words; every occurrence has this title
 * @param status the HTTP status
 */
public record ProblemType(String slug, String title, int status) {

    /** Builds the exception to throw; {@code detail} is shown to the client, so the detail names no patient. */
    public ProblemException because(String detail) {
        return new ProblemException(this, detail);
    }
}
