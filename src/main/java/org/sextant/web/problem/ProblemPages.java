package org.sextant.web.problem;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** A short page about each kind of problem, at the address in the {@code type} member of problem documents, and their list. */
@Path("/problems")
@PermitAll
@Tag(name = "Problems")
class ProblemPages {

    /** The list of all kinds, which a test compares with the code. */
    private static final String INDEX = "index";

    private static final Pattern SLUG = Pattern.compile("[a-z]{1,30}(-[a-z]{1,30}){0,5}");

    @GET
    @Produces(HtmlPage.MEDIA_TYPE)
    @Operation(
            operationId = "listProblemPages",
            summary = "List the kinds of problem",
            description = "For people: each kind of problem, with its status and a link to its page. Needs no token.")
    public RestResponse<String> list() throws IOException {
        return answer("Problems", text(INDEX).orElseThrow());
    }

    @GET
    @Path("/{slug}")
    @Produces(HtmlPage.MEDIA_TYPE)
    @Operation(
            operationId = "readProblemPage",
            summary = "Read about a kind of problem",
            description = "For people: what the problem means and what to do about it. Needs no token.")
    public RestResponse<String> read(@RestPath @Parameter(example = "wrong-state") String slug) throws IOException {
        if (!SLUG.matcher(slug).matches() || slug.equals(INDEX)) {
            throw unknown();
        }
        return answer(slug, """
                <p><a href="/problems">/problems</a>/<code>%s</code></p>
                %s""".formatted(slug, text(slug).orElseThrow(ProblemPages::unknown)));
    }

    private static Optional<String> text(String name) throws IOException {
        try (var page = ProblemPages.class.getResourceAsStream("/problems/" + name + ".html")) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static RestResponse<String> answer(String title, String body) {
        return ResponseBuilder.ok(HtmlPage.of(title, body))
                .header(HtmlPage.POLICY_HEADER, HtmlPage.POLICY)
                .build();
    }

    private static ProblemException unknown() {
        return CommonProblem.NOT_FOUND.because("This kind of problem does not exist. GET /problems lists all kinds.");
    }
}
