package org.sextant.audit.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.identity.Caller;
import org.sextant.web.RequestIds;
import org.sextant.web.Routes;

/**
 * The audit trail of a transaction that stores records of several calls of one clinic. The transaction has no caller:
 * each record and each row names its own.
 */
@ApplicationScoped
public class GroupAuditRepository {

    private static final String SET_CONTEXT = """
            SELECT set_config('sextant.clinic', :clinic, true), set_config('sextant.callers', :callers, true),
                   set_config('sextant.subject', '', true), set_config('sextant.role', '', true),
                   set_config('sextant.request_id', '', true)\
            """;

    private final EntityManager database;
    private final Caller caller;
    private final CurrentVertxRequest request;
    private final Routes routes;
    private final AuditEventState row;
    private final ObjectMapper json;

    GroupAuditRepository(
            EntityManager database,
            Caller caller,
            CurrentVertxRequest request,
            Routes routes,
            AuditEventState row,
            ObjectMapper json) {
        this.database = database;
        this.caller = caller;
        this.request = request;
        this.routes = routes;
        this.row = row;
        this.json = json;
    }

    /** The call of this request; empty where no request is open, and under emergency access. */
    public Optional<GroupedCall> call() {
        var call = request.getCurrent();
        if (call == null || caller.emergency() != null) {
            return Optional.empty();
        }
        var operation = AuditedOperation.of(call, routes);
        return Optional.of(GroupedCall.of(
                AuditEvent.of(operation, operation.success(), caller, RequestIds.of(call)), row.isWritten()));
    }

    /**
     * Begins the transaction: sets the clinic, and says of each record who records it. The journal refuses a record that
     * is not named.
     *
     * @param callers by the id of the record
     */
    public void begin(UUID clinic, Map<UUID, GroupedCall> callers) {
        var named = callers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> List.of(
                                entry.getValue().subject(),
                                entry.getValue().role(),
                                entry.getValue().requestId())));
        database.createNativeQuery(SET_CONTEXT)
                .setParameter("clinic", clinic.toString())
                .setParameter("callers", text(named))
                .getSingleResult();
    }

    /** The rows of those calls that have none, as the argument of the function {@code record_calls}. */
    public String rows(List<GroupedCall> calls) {
        return text(calls.stream().filter(call -> !call.hasRow()).toList());
    }

    /** Notes, on the thread of the request, that the transaction with its row is committed. */
    public void markCommitted(GroupedCall call) {
        if (!call.hasRow()) {
            row.markWritten(call.status());
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
