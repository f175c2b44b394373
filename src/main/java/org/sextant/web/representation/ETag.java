package org.sextant.web.representation;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.Violations;

/** The version of a representation as an HTTP entity tag: {@code "3"}, strong, compared character by character. */
public final class ETag {

    /** The form of the header in RFC 9110, 13.1.1. */
    private static final Pattern TAGS = Pattern.compile("\\s*(\\*|(W/)?\"[^\"]*\"(\\s*,\\s*(W/)?\"[^\"]*\")*)\\s*");

    private ETag() {}

    /** The entity tag of a version, with its quotes. */
    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * Checks a change that must name the version that its client has read.
     *
     * @param ifMatch the {@code If-Match} header, or null
     * @param version the current version
     * @throws org.sextant.web.problem.ProblemException 428 without the header, 412 where it names another version, 400 where
     *     it has no tag
     */
    public static void require(String ifMatch, int version) {
        if (ifMatch == null) {
            throw CommonProblem.IF_MATCH_REQUIRED.because(
                    "Send the ETag of the version that you have read in the If-Match header.");
        }
        check(ifMatch, version);
    }

    /**
     * Checks a step that may name the version that its client has read.
     *
     * @param ifMatch the {@code If-Match} header, or null
     * @param version the current version
     * @throws org.sextant.web.problem.ProblemException 412 where the header names another version, 400 where it has no tag
     */
    public static void check(String ifMatch, int version) {
        if (ifMatch != null && !TAGS.matcher(ifMatch).matches()) {
            throw Violations.ofParameter(
                    HttpHeaders.IF_MATCH, "must be the ETag with its quotes, such as \"3\", or an asterisk");
        }
        if (ifMatch != null && !names(ifMatch, version)) {
            throw stale("If-Match, an ETag with its quotes, does not name the record's present version.", version);
        }
    }

    /** 412: the change was not based on the current version, {@code version}. */
    public static ProblemException stale(String detail, int version) {
        return CommonProblem.STALE.because(detail).header(HttpHeaders.ETAG, of(version));
    }

    /**
     * True where the client already has the representation with this tag. A weak tag counts as its strong tag, because
     * a cache between client and service may have weakened the tag.
     *
     * @param ifNoneMatch the {@code If-None-Match} header, or null
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
                || Arrays.stream(header.split(",")).anyMatch(item -> item.trim().equals(tag));
    }
}
