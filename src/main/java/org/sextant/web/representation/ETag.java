package org.sextant.web.representation;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;

/** The version of a representation on the wire: {@code "3"}, strong, compared as it stands. */
public final class ETag {

    private ETag() {}

    /** The entity tag of a version. */
    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * Guards a change that must name the version it was made on.
     *
     * @param ifMatch the {@code If-Match} header, or null
     * @throws org.sextant.web.problem.ProblemException 428 without the header, 412 where it names another version
     */
    public static void require(String ifMatch, int version) {
        if (ifMatch == null) {
            throw CommonProblem.IF_MATCH_REQUIRED.because("Send the ETag that you read as If-Match.");
        }
        check(ifMatch, version);
    }

    /**
     * Guards a step that may name the version it was decided on.
     *
     * @throws org.sextant.web.problem.ProblemException 412 where it names another version
     */
    public static void check(String ifMatch, int version) {
        if (ifMatch != null && !names(ifMatch, version)) {
            throw stale("If-Match, an ETag with its quotes, does not name the record's present version.", version);
        }
    }

    /** The refusal, 412, of a change that was not made on the present version. */
    public static ProblemException stale(String detail, int version) {
        return CommonProblem.STALE.because(detail).header(HttpHeaders.ETAG, of(version));
    }

    /**
     * True where what a reader has, {@code If-None-Match}, is this: a cache on the way may have weakened its tag.
     *
     * @param ifNoneMatch the header, or null
     */
    static boolean isKnown(String ifNoneMatch, String tag) {
        return ifNoneMatch != null && names(ifNoneMatch.replace("W/\"", "\""), tag);
    }

    /** True where the header, a list of tags or {@code *}, names this version. A weak tag does not. */
    private static boolean names(String header, int version) {
        return names(header, of(version));
    }

    private static boolean names(String header, String tag) {
        return header.trim().equals("*")
                || Arrays.stream(header.split(",")).anyMatch(one -> one.trim().equals(tag));
    }
}
