package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers a request with a problem document where no resource takes part, as in filters of the server. */
@ApplicationScoped
public class ProblemWriter {

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Answers the request.
     *
     * @param instance the path that the document names
     */
    public void refuse(RoutingContext request, String instance, ProblemException failure) {
        try {
            var response = request.response()
                    .setStatusCode(failure.type().status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
            failure.headers().forEach(response::putHeader);
            response.end(json.writeValueAsString(Problem.of(failure, instance)));
        } catch (JsonProcessingException bug) {
            request.fail(bug);
        }
    }
}
