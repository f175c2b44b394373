package org.sextant.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Refuses with 401 a token that lacks a valid caller or clinic, and a revoked token. Of the token's groups, only names
 * of {@link Role} become roles.
 */
@ApplicationScoped
class ClinicClaim implements SecurityIdentityAugmentor {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** Text that PostgreSQL can store and a log line can show: no control characters, no unpaired surrogates. */
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}]+");

    private static final int MAX_SUBJECT = 255;

    private final TokenWatch watch;

    ClinicClaim(TokenWatch watch) {
        this.watch = watch;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom().item(() -> {
            if (!isComplete(token) || watch.isRevoked(token)) {
                throw new AuthenticationFailedException();
            }
            return withOwnRoles(identity);
        });
    }

    /** A group of another application of the issuer must not get a meaning in this service. */
    private static SecurityIdentity withOwnRoles(SecurityIdentity identity) {
        var builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes());
        identity.getRoles().stream().filter(Role.ALL::contains).forEach(builder::addRole);
        return builder.build();
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

    /** True for text that the audit trail can store. */
    static boolean isPrintable(String text) {
        return text.length() <= MAX_SUBJECT && PRINTABLE.matcher(text).matches();
    }
}
