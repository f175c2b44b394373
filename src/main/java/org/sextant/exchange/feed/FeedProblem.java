package org.sextant.exchange.feed;

import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemType;
import org.sextant.web.problem.Violations;

/** Problems of readers of the feed. */
public final class FeedProblem {

    static final ProblemType CURSOR_EXPIRED =
            new ProblemType("cursor-expired", "The feed no longer reaches back to this cursor", 410, "oldest");

    private static final String NO_CURSOR =
            "is not a cursor of this feed; take next or cursor of an answer of this clinic";

    private FeedProblem() {}

    /** 410 for a cursor before the oldest change that is kept. */
    static ProblemException expired(String oldest) {
        return CURSOR_EXPIRED
                .because("Changes behind this cursor were removed after 90 days. Take a cursor with after=now, load the"
                        + " records anew, then follow from that cursor.")
                .with("oldest", oldest);
    }

    /** 400 for a parameter, 422 for a member, that is no cursor of this clinic. */
    static ProblemException notACursor(String parameter) {
        return parameter.startsWith("/")
                ? Violations.of(parameter, NO_CURSOR)
                : Violations.ofParameter(parameter, NO_CURSOR);
    }
}
