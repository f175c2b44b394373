package org.sextant.exchange.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.exchange.feed.FeedPosition.History;
import org.sextant.web.Routes;
import org.sextant.web.problem.Violations;

/**
 * The kinds of records in the feed, and who sees them: whoever may read the record at its path. The roles are those of
 * the operation at that path, so the feed has no list of its own that could differ.
 */
@ApplicationScoped
public class ChangeTypes {

    /** Of each kind, the path at which its records are read. */
    private static final Map<String, String> PATHS = paths(
            "ALERT /v1/alerts/{id}",
            "ASSESSMENT /v1/assessments/{id}",
            "CLEARANCE /v1/clearances/{id}",
            "CLINIC_PROFILE /v1/clinic",
            "COURSE /v1/courses/{id}",
            "DOSE /v1/doses/{id}",
            "EMERGENCY_ACCESS /v1/emergency-access/{id}",
            "MEDICATION /v1/medications/{id}",
            "PATIENT /v1/patients/{id}",
            "PROTOCOL /v1/protocols/{code}",
            "REMS_ANSWERS /v1/sessions/{id}/rems",
            "REMS_SUBMISSION /v1/sessions/{id}/rems",
            "SESSION /v1/sessions/{id}",
            "SIDE_EFFECT /v1/side-effects/{id}",
            "TOKEN_REVOCATION /v1/token-revocations/{id}",
            "VITALS /v1/vitals/{id}",
            "WEBHOOK /v1/webhooks/{id}");

    /** Kinds that are read only as a part of their session, whose own change stands beside them. */
    static final Set<String> PARTS_OF_A_SESSION =
            Set.of("SENT_DISCHARGE", "SENT_RATE", "SENT_START", "SESSION_CORRECTION");

    private final Map<String, Set<String>> roles;

    /** @throws IllegalStateException where no operation reads at one of the paths */
    ChangeTypes(Routes routes) {
        this.roles = PATHS.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        kind -> routes.find("GET", kind.getValue())
                                .filter(route -> route.template().equals(kind.getValue()))
                                .orElseThrow(() -> new IllegalStateException("Nothing is read at " + kind.getValue()))
                                .roles()));
    }

    private static Map<String, String> paths(String... kinds) {
        var paths = new LinkedHashMap<String, String>();
        for (var kind : kinds) {
            var space = kind.indexOf(' ');
            paths.put(kind.substring(0, space), kind.substring(space + 1));
        }
        return Collections.unmodifiableMap(paths);
    }

    /** The kinds whose records somebody with these roles may read. */
    public Set<String> visibleTo(Collection<String> callersRoles) {
        return roles.entrySet().stream()
                .filter(kind -> !Collections.disjoint(kind.getValue(), callersRoles))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * A change as a reader sees it.
     *
     * @param present the history in which the reader is told of the change
     */
    public ChangeItem view(Change change, UUID clinic, History present) {
        return new ChangeItem(
                new Cursor(change.position(), present).text(clinic),
                change.type(),
                change.id(),
                change.version(),
                change.change(),
                change.at(),
                href(change),
                change.sessionId(),
                change.courseId());
    }

    private static String href(Change change) {
        var path = PATHS.get(change.type());
        var isOfSession = path.endsWith("/rems");
        return path.replaceFirst("\\{[a-z]+}", isOfSession ? String.valueOf(change.sessionId()) : change.id());
    }

    /**
     * The kinds that a comma-separated parameter names; all kinds where the parameter is absent.
     *
     * @throws org.sextant.web.problem.ProblemException 400 for a name that is no kind
     */
    Set<String> named(String types) {
        if (types == null) {
            return all();
        }
        var names = Arrays.asList(types.split(",", -1));
        if (!all().containsAll(names)) {
            throw Violations.ofParameter(
                    "types", "must be some of %s, separated by commas".formatted(String.join(", ", all())));
        }
        return new TreeSet<>(names);
    }

    /** All kinds, in the order of their names. */
    public Set<String> all() {
        return PATHS.keySet();
    }
}
