package org.sextant.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.web.problem.HtmlPage;

/** The page at {@code /}, for somebody who has just started the service, or has found it. */
class FrontDoor {

    private static final String ABOUT = """
            <h1>Sextant</h1>
            <p>A REST service that tracks clinical ketamine and esketamine treatment: courses of sessions, doses, vital
            signs, side effects and mood scores. It is not a medical device and gives no clinical advice.</p>
            <ul>
            <li><a href="/q/swagger-ui/">All operations</a>, with examples and a form to try them</li>
            <li><a href="/q/openapi">The contract</a> (OpenAPI), for generated clients</li>
            <li><a href="/problems">The kinds of problem</a> that an error names as its <code>type</code></li>
            <li><a href="/q/health">Health</a>: whether the service is ready</li>
            </ul>
            """;

    private static final String DEMO = """
            <h2>A token</h2>
            <p>This service runs in demo mode: for trials on this machine, never for patient data. Everything under
            <code>/v1</code> needs a token. This command prints one, for one of the roles NURSE, PRESCRIBER, COORDINATOR,
            ANALYST, INTEGRATION, AUDITOR and ADMIN:</p>
            <pre>TOKEN=$(java -jar target/quarkus-app/quarkus-run.jar token NURSE)
            curl -H "Authorization: Bearer $TOKEN" %s/v1/protocols</pre>
            <p>In the page of operations, put it behind <em>Authorize</em>.</p>
            """;

    private static final String ISSUER = """
            <h2>A token</h2>
            <p>Everything under <code>/v1</code> needs an access token of the issuer that this service is configured for.
            Ask whoever runs this service.</p>
            """;

    private final boolean demo;
    private final int port;
    private final boolean management;

    FrontDoor(
            @ConfigProperty(name = "sextant.demo", defaultValue = "false") boolean demo,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            @ConfigProperty(name = "sextant.management.port") Optional<Integer> management) {
        this.demo = demo;
        this.port = port;
        this.management = management.isPresent();
    }

    void open(@Observes Router router) {
        var token = demo ? DEMO.formatted("http://127.0.0.1:" + port) : ISSUER;
        var page = HtmlPage.of("Sextant", (management ? withoutManagement(ABOUT) : ABOUT) + token);
        router.route("/").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(request -> show(request, page));
    }

    /** The page without links to what is on another port. */
    private static String withoutManagement(String page) {
        return page.lines().filter(line -> !line.contains("\"/q/")).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void show(RoutingContext request, String page) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, HtmlPage.MEDIA_TYPE)
                .putHeader(HtmlPage.POLICY_HEADER, HtmlPage.POLICY)
                .end(page);
    }
}
