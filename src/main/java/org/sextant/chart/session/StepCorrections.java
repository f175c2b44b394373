package org.sextant.chart.session;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.sextant.record.Amendment;
import org.sextant.record.Corrections;
import org.sextant.record.IdempotentCreate;
import org.sextant.web.MergePatch;
import org.sextant.web.representation.ETag;

/** Corrects the steps of a session that have happened, and records what each of them said before. */
@ApplicationScoped
public class StepCorrections {

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final SessionRepository sessions;
    private final SessionCorrectionRepository corrections;
    private final Corrections authors;
    private final IdempotentCreate creates;
    private final SessionWatch watch;
    private final MergePatch mergePatch;
    private final ObjectMapper json;

    StepCorrections(
            SessionRepository sessions,
            SessionCorrectionRepository corrections,
            Corrections authors,
            IdempotentCreate creates,
            SessionWatch watch,
            MergePatch mergePatch,
            ObjectMapper json) {
        this.sessions = sessions;
        this.corrections = corrections;
        this.authors = authors;
        this.creates = creates;
        this.watch = watch;
        this.mergePatch = mergePatch;
        this.json = json;
    }

    /**
     * The correction of one step.
     *
     * @param <T> the members of the step that a correction can change
     */
    public interface Step<T> {

        CorrectedStep step();

        /**
         * The members of the step now.
         *
         * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the step has not happened
         */
        T content(Session session);

        /** The {@code sub} of the caller who recorded the step; null where it is unknown. */
        String recordedBy(Session session);

        /** The members to store: {@code after} with what follows from it, once it is checked against {@code before}. */
        T checked(Session session, T before, T after, JsonNode changes);

        /** Changes the session. */
        void correct(Session session, T before, T after, Instant now);
    }

    /**
     * Corrects a step in the caller's transaction, and updates the alerts. A correction that changes nothing, such as a
     * retry, is not recorded.
     *
     * @param ifMatch the ETag of the version that the correction was decided on, or null
     * @param body the members that change, as in a merge patch, and the reason
     * @throws org.sextant.web.problem.ProblemException 403 where neither a prescriber nor the author of the step asks;
     *     409 {@code wrong-state} where the step has not happened; 412 where the ETag names another version; 422 where
     *     the content does not fit
     */
    public <T> Session correct(UUID id, String ifMatch, JsonNode body, Step<T> step) {
        var amendment = Amendment.of(body);
        var session = sessions.getForUpdate(id);
        var before = step.content(session);
        authors.requireAuthor(step.recordedBy(session));
        ETag.check(ifMatch, session.version());
        var after = step.checked(session, before, amendment.apply(mergePatch, before), amendment.changes());
        var values = values(before, after);
        if (values.before().isEmpty() && values.after().isEmpty()) {
            return session;
        }
        var provenance = creates.provenance(null, List.of(id, session.version(), step.step(), amendment));
        var correction = new SessionCorrection(provenance, session, step.step(), values, amendment.reason());
        step.correct(session, before, after, provenance.recordedAt());
        corrections.add(correction);
        if (session.started() != null) {
            watch.readingsChanged(session, amendment.reason());
            sessions.clockSetWithStep(session);
            sessions.flush();
        }
        return session;
    }

    private SessionCorrection.Values values(Object before, Object after) {
        Map<String, Object> old = json.convertValue(before, MEMBERS);
        Map<String, Object> changed = json.convertValue(after, MEMBERS);
        var unchanged = old.keySet().stream()
                .filter(name -> equal(old.get(name), changed.get(name)))
                .toList();
        unchanged.forEach(old::remove);
        unchanged.forEach(changed::remove);
        return new SessionCorrection.Values(old, changed);
    }

    /** True for equal values, also for 72 and 72.00. */
    private static boolean equal(Object one, Object other) {
        return (one instanceof BigDecimal number && other instanceof BigDecimal second)
                ? number.compareTo(second) == 0
                : Objects.equals(one, other);
    }
}
