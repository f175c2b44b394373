package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Answers a request with a problem document where no resource takes part, as in filters of the server; under the paths of
 * an {@link ErrorForm}, with its form.
 */
@ApplicationScoped
public class ProblemWriter {

    private final ObjectMapper json;
    private final List<ErrorForm> forms;

    ProblemWriter(ObjectMapper json, @All List<ErrorForm> forms) {
        this.json = json;
        this.forms = forms;
    }

    /**
     * Answers the request.
     *
     * @param instance the path that the document names
     */
    public void refuse(RoutingContext request, String instance, ProblemException failure) {
        try {
            var problem = Problem.of(failure, instance);
            var path = String.valueOf(request.request().path());
            var form = forms.stream().filter(one -> one.covers(path)).findFirst();
            var response = request.response()
                    .setStatusCode(failure.type().status())
                    .putHeader(
                            HttpHeaders.CONTENT_TYPE,
                            form.map(ErrorForm::mediaType).orElse(Problem.MEDIA_TYPE));
            failure.headers().forEach(response::putHeader);
            response.end(form.isPresent() ? form.get().write(problem) : json.writeValueAsString(problem));
        } catch (JsonProcessingException bug) {
            request.fail(bug);
        }
    }
}
