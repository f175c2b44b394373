package org.sextant.web.problem;

import java.util.List;

/**
 * A kind of failure that a client can act on. Each feature lists its own kinds in one class, and each kind has a page
 * for people in {@code problems/<slug>.html}.
 *
 * @param slug the last segment of the {@code type} URI, {@code /problems/<slug>}; never renamed once published
 * @param title the problem in a few words; every occurrence has this title
 * @param status the HTTP status
 * @param members the names of the members that only documents of this kind have; the contract describes each of them
 */
public record ProblemType(String slug, String title, int status, List<String> members) {

    /** A kind of failure whose documents may have these members of their own. */
    public ProblemType(String slug, String title, int status, String... members) {
        this(slug, title, status, List.of(members));
    }

    /** The {@code type} member of documents of this kind: the path of the page for people. */
    public String path() {
        return "/problems/" + slug;
    }

    /** Builds the exception to throw; {@code detail} is shown to the client, so the detail names no patient. */
    public ProblemException because(String detail) {
        return new ProblemException(this, detail);
    }
}
