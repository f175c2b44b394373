package org.sextant.web.problem;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** A short page about each kind of problem, at the address in the {@code type} member of problem documents. */
@Path("/problems")
@PermitAll
@Tag(name = "Problems")
class ProblemPages {

    private static final Pattern SLUG = Pattern.compile("[a-z]{1,30}(-[a-z]{1,30}){0,5}");

    @GET
    @Path("/{slug}")
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(
            operationId = "readProblemPage",
            summary = "Read about a kind of problem",
            description = "For people: what the problem means and what to do about it. Needs no token.")
    public String read(@RestPath @Parameter(example = "wrong-state") String slug) throws IOException {
        if (!SLUG.matcher(slug).matches()) {
            throw unknown();
        }
        try (var page = ProblemPages.class.getResourceAsStream("/problems/" + slug + ".html")) {
            if (page == null) {
                throw unknown();
            }
            return """
                    <!doctype html>
                    <html lang="en">
                    <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title>
                    <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}</style>
                    <p><code>/problems/%1$s</code></p>
                    %2$s
                    </html>
                    """.formatted(slug, new String(page.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static ProblemException unknown() {
        return CommonProblem.NOT_FOUND.because("This kind of problem does not exist.");
    }
}
