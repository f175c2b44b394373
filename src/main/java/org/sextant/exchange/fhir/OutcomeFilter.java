package org.sextant.exchange.fhir;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.sextant.web.ApiPaths;
import org.sextant.web.problem.Problem;

/** Turns the problem document of each failure under {@code /fhir} into an OperationOutcome. */
class OutcomeFilter {

    private static final MediaType TYPE = MediaType.valueOf(FhirJson.CONTENT_TYPE);

    @ServerResponseFilter
    public void translate(ContainerRequestContext request, ContainerResponseContext answer) {
        if (answer.getEntity() instanceof Problem problem
                && ApiPaths.isFhir(request.getUriInfo().getPath())) {
            answer.setEntity(Outcome.of(problem), new Annotation[0], TYPE);
        }
    }
}
