package org.sextant.compliance.rems;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.ScrollMode;
import org.hibernate.StatelessSession;
import org.sextant.identity.Caller;
import org.sextant.record.ClinicRepository;

/** The answers of staff on the clinic's monitoring forms. */
@ApplicationScoped
class RemsAnswersRepository extends ClinicRepository<RemsAnswers> {

    /** Hibernate's clinic filter does not reach native SQL, so the statement names the clinic itself. */
    private static final String VERSIONS = """
            SELECT * FROM rems_answers_history
            WHERE clinic_id = :clinic AND session_id = :session AND version > :version
            UNION ALL
            SELECT * FROM rems_answers WHERE clinic_id = :clinic AND session_id = :session AND version > :version
            ORDER BY version
            """;

    private final StatelessSession versions;
    private final Caller caller;

    RemsAnswersRepository(StatelessSession versions, Caller caller) {
        this.versions = versions;
        this.caller = caller;
    }

    Optional<RemsAnswers> ofSession(UUID sessionId) {
        return find("sessionId", sessionId).firstResultOptional();
    }

    /** The answers on the forms of sessions, by the session's id. */
    Map<UUID, RemsAnswers> ofSessions(Collection<UUID> sessionIds) {
        return list("sessionId in ?1", sessionIds).stream()
                .collect(Collectors.toMap(RemsAnswers::sessionId, Function.identity()));
    }

    /** At most {@code size} versions of the answers of a session after {@code version}, ascending. */
    List<RemsAnswers> history(UUID sessionId, int version, int size) {
        var query = versions.createNativeQuery(VERSIONS, RemsAnswers.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("session", sessionId)
                .setParameter("version", version)
                .setMaxResults(size);
        var found = new ArrayList<RemsAnswers>();
        // Read row by row: in one list, Hibernate would return the same object for all versions of an id.
        try (var rows = query.scroll(ScrollMode.FORWARD_ONLY)) {
            while (rows.next()) {
                found.add(rows.get());
            }
        }
        return found;
    }
}
