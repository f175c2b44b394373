package org.sextant.identity;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.Key;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/** The keys that verify tokens: of an issuer at a URL ({@link IssuerKeys}), else of a file or a setting. */
@ApplicationScoped
class TokenKeys {

    private final JWTAuthContextInfo settings;
    private final ScheduledExecutorService executor;
    private final Configured configured = new Configured();
    /** Null where the keys are configured as a value or a local file. */
    private volatile IssuerKeys ofIssuer;

    TokenKeys(JWTAuthContextInfo settings, ScheduledExecutorService executor) {
        this.settings = settings;
        this.executor = executor;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Ends with the executor; a failed fetch is logged and tried again.
    void start(@Observes StartupEvent start) throws UnresolvableKeyException {
        var location = settings.getPublicKeyLocation();
        if (location != null && location.startsWith("http")) {
            ofIssuer = new IssuerKeys(settings, executor);
            executor.scheduleWithFixedDelay(ofIssuer::tick, 0, 1, TimeUnit.SECONDS);
        }
    }

    /** True where tokens can be verified. */
    boolean available() {
        return ofIssuer == null || ofIssuer.available();
    }

    /** The key that a token names, where the key is at hand now; never waits. */
    Optional<Key> now(UnverifiedToken token) {
        return available() && (ofIssuer == null || ofIssuer.isKnown(token.header("kid")))
                ? Optional.of(of(token))
                : Optional.empty();
    }

    /**
     * The key that a token names. Waits for the issuer where the key is not known.
     *
     * @throws TokenRefused where there is no such key
     * @throws org.sextant.web.problem.ProblemException 503 where the issuer's keys cannot be fetched
     */
    Key of(UnverifiedToken token) {
        try {
            var resolver = ofIssuer == null ? configured.keys() : ofIssuer;
            return resolver.resolveKey(named(token), List.of());
        } catch (IssuerUnreachable unreachable) {
            throw IdentityProblem.unverifiable(
                    "The token issuer cannot be reached. Try again shortly with the same token.");
        } catch (UnresolvableKeyException unknown) {
            throw new TokenRefused(TokenFault.KEY_ID);
        }
    }

    /** The two headers that choose a key, for a library that asks for the whole token. */
    private static JsonWebSignature named(UnverifiedToken token) {
        var named = new JsonWebSignature();
        named.setAlgorithmHeaderValue(token.header("alg"));
        if (token.header("kid") != null) {
            named.setKeyIdHeaderValue(token.header("kid"));
        }
        return named;
    }

    /** SmallRye JWT's reader of keys in all the forms that it can be told of. */
    private final class Configured extends DefaultJWTTokenParser {

        VerificationKeyResolver keys() throws UnresolvableKeyException {
            return getVerificationKeyResolver(settings);
        }
    }
}
