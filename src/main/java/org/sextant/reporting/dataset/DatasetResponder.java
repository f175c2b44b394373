package org.sextant.reporting.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.InstantSource;
import java.util.List;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.web.QueryText;
import org.sextant.web.ingress.Admission;
import org.sextant.web.problem.ProblemMappers;
import org.sextant.web.problem.Violations;

/** Answers a request for rows of a dataset in a format that the client accepts. */
@ApplicationScoped
class DatasetResponder {

    /** The time at which the answer begins: all data committed before that time are in the answer. */
    static final String AS_OF = "Sextant-As-Of";

    static final String AS_OF_MEANS = "What had been committed by then is in the answer";

    private final DatasetService service;
    private final ProtocolRepository protocols;
    private final Pseudonyms pseudonyms;
    private final ClinicProfiles clinics;
    private final Caller caller;
    private final InstantSource time;

    DatasetResponder(
            DatasetService service,
            ProtocolRepository protocols,
            Pseudonyms pseudonyms,
            ClinicProfiles clinics,
            Caller caller,
            InstantSource time) {
        this.service = service;
        this.protocols = protocols;
        this.pseudonyms = pseudonyms;
        this.clinics = clinics;
        this.caller = caller;
        this.time = time;
    }

    Response answer(Dataset report, DatasetRequest request, RowFilters filters) {
        var deidentified = deidentified(request.deidentified);
        return answer(report, request, deidentified, filters.read(deidentified, clinics::zone));
    }

    /** Rows that belong to no course: of the clinic itself, and of patients with or without a course. */
    Response ofClinic(Dataset report, DatasetRequest request) {
        return answer(report, request, deidentified(request.deidentified), RowFilters.Conditions.NONE);
    }

    /** Protocols belong to no course. A clinic without protocols gets the shipped protocols first. */
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
        var query = new DatasetQuery(report, deidentified, conditions, pseudonyms.newKey());
        var asOf = time.instant();
        var format = request.accepted();
        var reply = format.isPresent()
                ? stream(query, format.get(), request)
                : Response.fromResponse(service.page(query, request.paging).toResponse());
        return reply.header(AS_OF, asOf).build();
    }

    private Response.ResponseBuilder stream(DatasetQuery query, Format format, DatasetRequest request) {
        for (var name : List.of("limit", "cursor")) {
            if (request.uri.getQueryParameters().containsKey(name)) {
                throw Violations.ofParameter(name, "is only for pages of JSON; this format has all rows");
            }
        }
        StreamingOutput rows = target -> {
            // A stream may last for hours, and ExportBulkhead limits streams.
            Admission.giveBack(request.call);
            service.stream(query, format, target);
        };
        return Response.ok(rows, MediaType.valueOf(format.mediaType()).withCharset("UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.%s\""
                                .formatted(query.report().slug(), format.extension()));
    }

    private boolean deidentified(String parameter) {
        var requested = QueryText.flag("deidentified", parameter);
        if (caller.seesClinicalDetail()) {
            return Boolean.TRUE.equals(requested);
        }
        if (Boolean.FALSE.equals(requested)) {
            throw ProblemMappers.forbidden("Rows with identifiers are for %s; leave deidentified out."
                    .formatted(String.join(", ", Role.CHART_READERS)));
        }
        return true;
    }
}
