package org.sextant.reporting.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.InstantSource;
import java.util.List;
import org.sextant.identity.Caller;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.web.QueryText;
import org.sextant.web.problem.ProblemMappers;
import org.sextant.web.problem.Violations;

/** Answers a request for rows in the format that it accepts. */
@ApplicationScoped
class DatasetResponder {

    /** When the answer was begun: what had been committed by then is in it. */
    static final String AS_OF = "Sextant-As-Of";

    static final String AS_OF_MEANS = "What had been committed by then is in the answer";

    private final DatasetService service;
    private final ProtocolRepository protocols;
    private final Pseudonyms standIns;
    private final Caller caller;
    private final InstantSource time;

    DatasetResponder(
            DatasetService service,
            ProtocolRepository protocols,
            Pseudonyms standIns,
            Caller caller,
            InstantSource time) {
        this.service = service;
        this.protocols = protocols;
        this.standIns = standIns;
        this.caller = caller;
        this.time = time;
    }

    Response answer(Dataset report, DatasetRequest request, RowFilters filters) {
        var deidentified = deidentified(request.deidentified);
        return answer(report, request, deidentified, filters.read(deidentified));
    }

    /** They hang on no course. A clinic that has not looked at its protocols yet is given the shipped ones before. */
    Response protocols(DatasetRequest request, String protocol) {
        protocols.seedShipped();
        return answer(
                Dataset.PROTOCOLS,
                request,
                deidentified(request.deidentified),
                RowFilters.Conditions.ofProtocol(protocol));
    }

    private Response answer(
            Dataset report, DatasetRequest request, boolean deidentified, RowFilters.Conditions conditions) {
        var extract = new DatasetQuery(report, deidentified, conditions, standIns.newKey());
        var asOf = time.instant();
        var format = request.accepted(Format.values());
        var reply = format.isPresent()
                ? stream(extract, format.get(), request)
                : Response.fromResponse(service.page(extract, request.paging).toResponse());
        return reply.header(AS_OF, asOf).build();
    }

    private Response.ResponseBuilder stream(DatasetQuery extract, Format format, DatasetRequest request) {
        for (var name : List.of("limit", "cursor")) {
            if (request.uri.getQueryParameters().containsKey(name)) {
                throw Violations.ofParameter(name, "is for pages of JSON; this format has all rows");
            }
        }
        StreamingOutput rows = target -> service.stream(extract, format, target);
        return Response.ok(rows, MediaType.valueOf(format.mediaType()).withCharset("UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.%s\""
                                .formatted(extract.report().slug(), format.extension()));
    }

    private boolean deidentified(String asked) {
        var wanted = QueryText.flag("deidentified", asked);
        if (caller.seesClinicalDetail()) {
            return Boolean.TRUE.equals(wanted);
        }
        if (Boolean.FALSE.equals(wanted)) {
            throw ProblemMappers.forbidden();
        }
        return true;
    }
}
