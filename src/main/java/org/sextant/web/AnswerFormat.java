package org.sextant.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sextant.web.problem.Violations;

/**
 * The values of the query parameter {@code format}, which names the format of an answer where no {@code Accept} header
 * can: in a link, and in a spreadsheet. The parameter wins over the header.
 */
public enum AnswerFormat {
    JSON("application/json"),
    CSV("text/csv"),
    NDJSON("application/x-ndjson");

    /** The name of the parameter. */
    static final String PARAMETER = "format";

    private final String mediaType;

    AnswerFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** The format as the parameter spells it. */
    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AnswerFormat> of(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }

    /**
     * Checks the parameter. A known format has replaced the {@code Accept} header before the operation was chosen.
     *
     * @param text null where the parameter is absent
     * @throws org.sextant.web.problem.ProblemException 400 for an unknown format
     */
    public static void check(String text) {
        if (text != null && of(text).isEmpty()) {
            throw Violations.ofParameter(PARAMETER, "must be one of json, csv, ndjson");
        }
    }
}
