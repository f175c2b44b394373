package org.sextant.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Refuses a token that does not say who calls and for which clinic: 401, as for any other bad token. */
@ApplicationScoped
class ClinicClaim implements SecurityIdentityAugmentor {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** What PostgreSQL can store and a log line can show: no control characters, no half of a surrogate pair. */
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}]+");

    private static final int MAX_SUBJECT = 255;

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.getPrincipal() instanceof JsonWebToken token && !isComplete(token)) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        return Uni.createFrom().item(identity);
    }

    private static boolean isComplete(JsonWebToken token) {
        var subject = token.getSubject();
        return token.getClaim(Caller.CLINIC_CLAIM) instanceof String clinic
                && UUID.matcher(clinic).matches()
                && subject != null
                && !subject.isBlank()
                && subject.length() <= MAX_SUBJECT
                && PRINTABLE.matcher(subject).matches();
    }
}
