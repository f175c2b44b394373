package org.sextant.exchange.fhir.smart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.Sql;
import org.sextant.exchange.fhir.type.FhirTypes;
import org.sextant.identity.Caller;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemMappers;

/**
 * Which types a caller may read, and how much of each: what a role of the caller allows and a scope of the token opens. A
 * scope never gives what no role allows.
 */
@ApplicationScoped
public class Permissions {

    private final Caller caller;
    private final Need need;

    /** Whether a token must have scopes. */
    enum Need {
        REQUIRED,
        OPTIONAL
    }

    Permissions(Caller caller, @ConfigProperty(name = "sextant.fhir.scopes", defaultValue = "required") Need need) {
        this.caller = caller;
        this.need = need;
    }

    /** The type as the caller may see it, its rows limited where the scopes are; empty where the caller may not at all. */
    public Optional<ResourceType> find(ResourceType offered, Interaction how) {
        var type = caller.seesClinicalDetail() ? offered : FhirTypes.reduced(offered);
        var roles = type.roles().stream().filter(caller::is).toList();
        if (caller.smartScopes().isEmpty()) {
            return Optional.of(type).filter(any -> need == Need.OPTIONAL && !roles.isEmpty());
        }
        var opening = caller.smartScopes().stream()
                .flatMap(text -> SmartScope.of(text).stream())
                .filter(scope -> scope.opens(type, how) && roles.stream().anyMatch(scope::isFor))
                .toList();
        return Caller.NOBODY.equals(caller.onlyPatient()) || opening.isEmpty()
                ? Optional.empty()
                : Optional.of(limited(type, opening));
    }

    private ResourceType limited(ResourceType type, List<SmartScope> opening) {
        var categories = opening.stream().map(SmartScope::categories).toList();
        var limited = categories.stream().anyMatch(List::isEmpty)
                ? type
                : type.limited(sql -> categories.stream()
                        .flatMap(Collection::stream)
                        .map(code -> "categories @> ARRAY[CAST(%s AS text)]".formatted(sql.bind(code)))
                        .collect(Collectors.joining(" OR ", "(", ")")));
        return type.parameter("target").isPresent() ? limited.limited(this::ofVisibleTargets) : limited;
    }

    /** Who made a version is told only to whoever may see the version: its very id tells that the record is there. */
    private String ofVisibleTargets(Sql sql) {
        var targets = FhirTypes.ALL.stream()
                .filter(target -> target.parameter("target").isEmpty())
                .flatMap(target -> Stream.of(Interaction.values()).flatMap(how -> find(target, how).stream()))
                .map(target -> Stream.concat(
                                Stream.of("target_type = " + sql.bind(target.name())),
                                target.limits().stream().map(limit -> limit.condition(sql)))
                        .collect(Collectors.joining(" AND ")));
        return Stream.concat(Stream.of("false"), targets).collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** 403 for a caller whose role would allow what the token does not. */
    public ProblemException refusal(ResourceType type, Interaction how) {
        return ProblemMappers.forbidden(reason(type, how))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    }

    private String reason(ResourceType type, Interaction how) {
        if (caller.smartScopes().isEmpty()) {
            return "The token has no scopes of SMART App Launch, without which this service answers nothing here.";
        }
        if (Caller.NOBODY.equals(caller.onlyPatient())) {
            return "The token has a scope for one patient, but its claim patient is not the UUID of one.";
        }
        return "No scope of the token opens this for its role: %s.%s is needed.".formatted(type.name(), how.letter());
    }
}
