package org.sextant.exchange.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.sextant.web.ApiPaths;
import org.sextant.web.problem.ErrorForm;
import org.sextant.web.problem.Problem;

/** The form of failures under {@code /fhir} that no resource sees. */
@ApplicationScoped
class OutcomeForm implements ErrorForm {

    @Override
    public boolean covers(String path) {
        return ApiPaths.isFhir(path);
    }

    @Override
    public String mediaType() {
        return FhirJson.CONTENT_TYPE;
    }

    @Override
    public String write(Problem problem) {
        return new String(Outcome.of(problem), StandardCharsets.UTF_8);
    }
}
