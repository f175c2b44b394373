package org.sextant.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jose4j.jwt.JwtClaims;
import org.sextant.web.problem.ProblemException;

/**
 * From a bearer token to the caller's identity, or a refusal with 401. Takes the place of the provider of Quarkus, which
 * verifies the signature before all else, and for each request anew. Here {@link TokenRules} come first, without a
 * worker; only a token that keeps them and was not verified within a minute costs a worker and a signature.
 */
@ApplicationScoped
class TokenReader implements IdentityProvider<TokenAuthenticationRequest> {

    private final TokenRules rules;
    private final TokenKeys keys;
    private final TokenWatch watch;
    private final TokenLog log;
    private final Signatures signatures;

    TokenReader(TokenRules rules, TokenKeys keys, TokenWatch watch, TokenLog log, JWTAuthContextInfo settings) {
        this.log = log;
        this.rules = rules;
        this.keys = keys;
        this.watch = watch;
        this.signatures = new Signatures(!settings.isRelaxVerificationKeyValidation(), Ticker.systemTicker());
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Before the provider of Quarkus, which is asked only where a provider has no answer; this one always has. */
    @Override
    public int priority() {
        return IdentityProvider.super.priority() + 1;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        UnverifiedToken token;
        try {
            token = UnverifiedToken.of(request.getToken().getToken());
        } catch (TokenRefused unreadable) {
            return refused(unreadable, null);
        }
        try {
            return authenticate(request, context, token);
        } catch (TokenRefused refusal) {
            return refused(refusal, token);
        } catch (ProblemException unverifiable) {
            return Uni.createFrom().failure(unverifiable);
        }
    }

    private Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context, UnverifiedToken token) {
        var claims = rules.check(token);
        var key = keys.now(token);
        if (key.isPresent() && signatures.remembers(token, key.get())) {
            return Uni.createFrom().item(identity(request, token, claims));
        }
        return context.runBlocking(() -> {
                    signatures.verify(token, keys.of(token));
                    return identity(request, token, claims);
                })
                .onFailure(TokenRefused.class)
                .invoke(refusal -> log.refused(((TokenRefused) refusal).fault(), token));
    }

    private Uni<SecurityIdentity> refused(TokenRefused refusal, UnverifiedToken token) {
        log.refused(refusal.fault(), token);
        return Uni.createFrom().failure(refusal);
    }

    /** Of the token's groups, only names of {@link Role} become roles: other groups belong to other applications. */
    private SecurityIdentity identity(TokenAuthenticationRequest request, UnverifiedToken token, JwtClaims claims) {
        var caller = new CallerToken(token.compact(), token.header("typ"), claims);
        if (watch.isRevoked(caller)) {
            throw new TokenRefused(TokenFault.REVOKED);
        }
        var identity = QuarkusSecurityIdentity.builder().setPrincipal(caller).addCredential(request.getToken());
        caller.getGroups().stream().filter(Role.ALL::contains).forEach(identity::addRole);
        return identity.build();
    }
}
