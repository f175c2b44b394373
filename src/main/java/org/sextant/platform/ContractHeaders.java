package org.sextant.platform;

import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/** Adds to the operations of the contract the headers that filters and interceptors read. */
final class ContractHeaders {

    /** Tags of the operations whose times come from a device's clock. */
    private static final Set<String> WITH_DEVICE_TIMES =
            Set.of("Sessions", "Vitals", "Side effects", "Medications", "Doses", "Assessments", "Sync", "REMS");

    /** Prefixes of the ids of operations under these tags that have no time in the body. */
    private static final Set<String> WITHOUT_TIMES = Set.of("retract", "cancel", "schedule", "reschedule");

    private ContractHeaders() {}

    static void addEmergencyAccess(Operation operation) {
        operation.addParameter(header(
                "Emergency-Access",
                "The id of an emergency access that the caller has taken, where they have no role for it. Then only the records"
                        + " of its patient are shown.",
                text().format("uuid")));
    }

    private static Parameter deviceTime(String effect) {
        return header("Device-Time", "What the device's clock says now. " + effect, text().format("date-time"));
    }

    static void addTo(HttpMethod method, Operation operation) {
        if (operation.getOperationId().equals("checkStep")) {
            operation.addParameter(
                    deviceTime("The parameter at is corrected by its difference from the service's clock."));
        }
        // The ids of the lines make an import idempotent; its answer is a stream and is not stored.
        if (method != HttpMethod.POST || operation.getOperationId().equals("importHistory")) {
            return;
        }
        operation.addParameter(header(
                "Idempotency-Key",
                "Carries the request out once, however often it is sent with this key: the same request gets the same answer"
                        + " for 30 days. A refusal is not kept, nor a result for items of which some may be sent again: they are"
                        + " evaluated again. Visible ASCII, of the client's choice, such as a new UUID.",
                text().minLength(1).maxLength(255)));
        if (operation.getTags().stream().anyMatch(WITH_DEVICE_TIMES::contains)
                && WITHOUT_TIMES.stream().noneMatch(operation.getOperationId()::startsWith)) {
            operation.addParameter(
                    deviceTime("Times of the body are corrected by its difference from the service's clock."));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                response.addHeader(
                        "Idempotent-Replayed", response("true where the request had been carried out before"));
            }
        });
    }

    /** The description of a header of a response. */
    static Header response(String description) {
        return OASFactory.createHeader().description(description).schema(text());
    }

    /** True where the operation reads this parameter. */
    static boolean has(Operation operation, In place, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getIn() == place && name.equals(parameter.getName()));
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static Parameter header(String name, String description, Schema schema) {
        return OASFactory.createParameter()
                .name(name)
                .in(In.HEADER)
                .description(description)
                .schema(schema);
    }
}
