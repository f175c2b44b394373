package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.identity.DemoIdentity;
import org.sextant.identity.Role;

/** Every address that a person is told can be opened: in the banner, the README, the tour and the other pages. */
@QuarkusTest
class AddressesTest {

    private static final URI AS_DOCUMENTED = URI.create("http://127.0.0.1:8080");

    /** Of the service as it is started by the README, to the end of the word. */
    private static final Pattern ADDRESS =
            Pattern.compile(Pattern.quote(AS_DOCUMENTED.toString()) + "([^\\s\"'`})>|,;]*)");

    /** Of what is not the API, named by its path alone. */
    private static final Pattern PATH = Pattern.compile("[`\"](/(?:q|problems)/[a-z/-]+)[`\"]");

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    /** Those that are only written to, or are there once the page's own example has been carried out. */
    private static final Set<String> NOT_THERE_TO_READ =
            Set.of("/v1/imports", "/v1/protocols/iv-cautious", "/v1/protocols/iv-cautious/revisions/1");

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();

    @TestHTTPResource("/")
    URI service;

    @TempDir
    Path directory;

    @Test
    void everyAddressOpens() throws Exception {
        var named = new TreeMap<String, String>();
        pages().forEach((page, text) -> Stream.concat(
                        ADDRESS.matcher(text).results().map(found -> found.group(1)),
                        PATH.matcher(text).results().map(found -> found.group(1)))
                .map(path -> path.replaceFirst("[.:]$", ""))
                // A variable of a shell script stands for several.
                .filter(path -> !path.contains("$"))
                .forEach(path -> named.put(path, page)));

        assertThat(named.keySet()).contains("/", "/q/swagger-ui/", "/q/openapi", "/v1/protocols");
        NOT_THERE_TO_READ.forEach(named.keySet()::remove);
        for (var one : named.entrySet()) {
            assertThat(statuses(one.getKey()))
                    .as("%s, named in %s, for one role at least", one.getKey(), one.getValue())
                    .contains(200);
        }
    }

    @Test
    void thePageOfOperationsLoadsWhatItIsMadeOf() throws Exception {
        var page = get("/q/swagger-ui", null);

        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        var parts = Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> page.uri().resolve(found.group(1)))
                .filter(part -> part.getHost().equals(service.getHost()))
                .toList();
        assertThat(parts).hasSizeGreaterThan(3);
        for (var part : parts) {
            assertThat(get(part.getPath(), null).statusCode())
                    .as(part.getPath())
                    .isEqualTo(200);
        }
    }

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() throws IOException {
        for (var page : markdown()) {
            for (var link : LINK.matcher(Files.readString(page)).results().toList()) {
                var target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                assertThat(target).as("%s in %s", link.group(), page).exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target))
                            .as("%s in %s", link.group(), page)
                            .contains(link.group(2));
                }
            }
        }
    }

    /** Asked for without a token, as a browser does, but for the API. */
    private List<Integer> statuses(String path) throws Exception {
        if (!path.startsWith("/v1/")) {
            return List.of(get(path, null).statusCode());
        }
        var statuses = new ArrayList<Integer>();
        for (var role : Role.ALL) {
            statuses.add(get(path, Api.token(role)).statusCode());
        }
        return statuses;
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://" + service.getAuthority() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The texts that name addresses, by what they are. */
    private Map<String, String> pages() throws IOException {
        var pages = new TreeMap<String, String>();
        pages.put("the banner", DemoIdentity.in(directory).banner(AS_DOCUMENTED));
        for (var page : markdown()) {
            pages.put(page.toString(), Files.readString(page));
        }
        pages.put("docs/tour.sh", Files.readString(Path.of("docs", "tour.sh")));
        return pages;
    }

    private static List<Path> markdown() throws IOException {
        try (var docs = Files.list(Path.of("docs"));
                var top = Files.list(Path.of(""))) {
            return Stream.concat(Stream.concat(docs, top), Stream.of(Path.of("docker", "README.md")))
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** The anchors of a page's headings, as they are made where Markdown is shown. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map((MatchResult heading) -> heading.group(1))
                .map(text -> text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
