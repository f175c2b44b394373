package org.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sextant.Api;
import org.sextant.identity.Role;

/**
 * Odd spellings of protected paths, each without a token and with one of a role that may not: none reaches a handler.
 * Spoken on a socket, because every HTTP client tidies a path up before it sends it.
 */
@QuarkusTest
class PathCorpusTest {

    private static final List<String> PROTECTED = List.of(
            "/v1/patients",
            "/v1/protocols/iv-ketamine-0.5",
            "/v1/courses",
            "/v1/sessions/01957f70-1b40-7d52-a1c9-8a3f5e7b6d21/vitals",
            "/v1/emergency-access");

    /** What parts of servers take for a slash, for nothing, or for the end of a path. */
    private static final List<String> SLASHES = List.of(
            "//",
            "///",
            "/./",
            "/x/../",
            "\\",
            "/\\",
            "\\/",
            "%2f",
            "%2F",
            "/%2f",
            "%5c",
            "%5C",
            "%252f",
            "%255c",
            "%25252f",
            "/;/",
            ";/",
            "/;x=1/",
            ";x=1/",
            "%3b/",
            "%3B/",
            "/%2e/",
            "/%2E/",
            "/x/%2e%2e/",
            "/x/.%2e/",
            "/x/%2e./",
            "/..;/x/../",
            "/%00/",
            "%00/",
            "/%0a/",
            "/%0d%0a/",
            "/%09/",
            "/%20/",
            "%20/",
            "/+/../",
            "\u2215",
            "\u2044",
            "\uff0f",
            "%c0%af",
            "%e0%80%af",
            "%ef%bc%8f",
            "%u002f",
            "/%/",
            "/%2/",
            "/%zz/");

    private static final List<String> ENDS = List.of(
            "/",
            "//",
            "/.",
            "/..",
            "/./",
            "/x/..",
            "/%2e",
            "/%2e%2e",
            ";",
            ";x",
            ";x=1",
            ";jsessionid=1",
            "%3b",
            "%3Bx=1",
            "%00",
            "%00.json",
            "%20",
            "%0a",
            "%0d",
            "%09",
            "%23",
            "%3f",
            "%3fx",
            ".",
            "..",
            "\\",
            "%5c",
            "%2f",
            "%252e%252e",
            "%c0%ae",
            "/%c0%ae%c0%ae",
            "%",
            "%2",
            "%zz",
            "/;",
            "/;/",
            "/.;/",
            "/..;/");

    private static final List<String> STARTS = List.of(
            "/.",
            "/..",
            "/%2e",
            "/%2e%2e",
            "/;",
            "/;x=1",
            "/%3b",
            "/x/..",
            "/x/%2e%2e",
            "/q/..",
            "/q/%2e%2e",
            "/q;/..",
            "/q/..;",
            "/problems/..",
            "/problems/%2e%2e",
            "/problems/..;",
            "/problems/.%2e",
            "/problems/x/../..",
            "/q/health/../..",
            "/q/swagger-ui/../..",
            "/q/swagger-ui/%2e%2e/%2e%2e",
            "/",
            "//",
            "///",
            "/\\",
            "\\",
            "/%2f",
            "/%5c",
            "/%00",
            "/%20",
            "/%0a",
            "http://localhost",
            "http://localhost/.",
            "http://localhost/problems/..",
            "//localhost",
            "\\\\localhost");

    private static final Pattern REFUSED = Pattern.compile("HTTP/1\\.1 (400|401|403|404|405|414) ");

    @TestHTTPResource
    URI service;

    @Test
    void noOddSpellingReachesAHandler() throws IOException {
        var spellings = spellings();
        var analyst = "Authorization: Bearer " + Api.token(Role.ANALYST) + "\r\n";

        assertThat(spellings).hasSizeGreaterThanOrEqualTo(500);
        for (var spelling : spellings) {
            for (var method : List.of("GET", "POST")) {
                assertThat(statusLine(method, spelling, ""))
                        .as(method + " " + spelling)
                        .matches(Refusal::isOne);
            }
            assertThat(statusLine("GET", spelling, analyst))
                    .as("an analyst: " + spelling)
                    .matches(Refusal::isOne);
        }
        System.out.printf("%d odd spellings, each three times: none reached a handler%n", spellings.size());
    }

    /** Spelt plainly, they are there. */
    @Test
    void theSamePathsSpeltPlainlyAskForAToken() throws IOException {
        for (var path : PROTECTED) {
            assertThat(statusLine("GET", path, "")).as(path).startsWith("HTTP/1.1 401 ");
        }
    }

    private static Set<String> spellings() {
        var all = new LinkedHashSet<String>();
        for (var path : PROTECTED) {
            for (var at : slashesOf(path)) {
                SLASHES.forEach(slash -> all.add(path.substring(0, at) + slash + path.substring(at + 1)));
            }
            ENDS.forEach(end -> all.add(path + end));
            STARTS.forEach(start -> all.add(start + path));
            all.add(path.replace("v1", "%76%31"));
            all.add(path.replace("v1", "V1"));
            all.add(path.replace("v1", "v%31"));
            all.add(path.replace("v1", "%2576%2531"));
            all.add(path.replace("v1", "v1%E2%80%8B"));
            all.add(path.replace("v1", "v\u2081"));
            all.add(path.replace("v1", "\uff561"));
            all.add(encodedLast(path));
            all.add(path.toUpperCase(java.util.Locale.ROOT));
            all.add(path.replaceFirst("/v1/(.)", "/v1/%4$1"));
            all.add("/v1" + path);
            all.add(path + path);
        }
        return all;
    }

    private static List<Integer> slashesOf(String path) {
        var at = new ArrayList<Integer>();
        for (var i = path.indexOf('/', 1); i >= 0; i = path.indexOf('/', i + 1)) {
            at.add(i);
        }
        return at;
    }

    private static String encodedLast(String path) {
        return path.substring(0, path.length() - 1) + "%" + Integer.toHexString(path.charAt(path.length() - 1));
    }

    private String statusLine(String method, String path, String headers) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(60_000);
            var request = method + " " + path
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).as(path).doesNotContain("\"items\"");
            return answer.lines().findFirst().orElse("");
        }
    }

    /** What an answer says that no handler gave. */
    private static final class Refusal {

        private Refusal() {}

        static boolean isOne(String statusLine) {
            return REFUSED.matcher(statusLine).lookingAt();
        }
    }
}
