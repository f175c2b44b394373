package org.sextant.web.problem;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A page for people: text and links, one style for all pages, and nothing that runs. */
public final class HtmlPage {

    /** The value of the header {@code Content-Type}. */
    public static final String MEDIA_TYPE = "text/html;charset=UTF-8";

    /** The header that forbids a browser all that these pages do not need. */
    public static final String POLICY_HEADER = "Content-Security-Policy";

    private static final String STYLE =
            "body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}"
                    + "code,pre{background:#8882;padding:.1em .3em}pre{padding:1em;overflow:auto}"
                    + "td,th{text-align:left;padding:.1em 1em .1em 0;vertical-align:top}";

    /** No script, no picture, no frame, no form; the one style by its hash. */
    public static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none';".formatted(hash(STYLE))
                    + " frame-ancestors 'none'";

    private HtmlPage() {}

    /**
     * The whole page.
     *
     * @param title plain text without markup
     * @param body HTML
     */
    public static String of(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title>
                <style>%s</style></head>
                <body>
                %s
                </body>
                </html>
                """.formatted(title, STYLE, body);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
