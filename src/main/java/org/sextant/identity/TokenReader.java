package org.sextant.identity;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Reads bearer tokens. SmallRye JWT verifies signature, algorithm, issuer, audience and times. This class adds: keys of
 * an issuer at a URL come from {@link IssuerKeys}, only access tokens are accepted, and {@link ClinicPath} says which
 * claim names the clinic.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class TokenReader extends JWTCallerPrincipalFactory {

    private final DefaultJWTTokenParser parser = new Parser();
    private final ClinicPath clinicPath;
    private final JWTAuthContextInfo settings;
    private final ScheduledExecutorService executor;
    /** Null where the keys are configured as a value or a local file. */
    private volatile IssuerKeys keys;

    TokenReader(ClinicPath clinicPath, JWTAuthContextInfo settings, ScheduledExecutorService executor) {
        this.clinicPath = clinicPath;
        this.settings = settings;
        this.executor = executor;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Ends with the executor; a failed fetch is logged and tried again.
    void start(@Observes StartupEvent start) throws UnresolvableKeyException {
        var location = settings.getPublicKeyLocation();
        if (location != null && location.startsWith("http")) {
            keys = new IssuerKeys(settings, executor);
            executor.scheduleWithFixedDelay(keys::tick, 0, 1, TimeUnit.SECONDS);
        }
    }

    /** True where tokens can be verified. */
    boolean ready() {
        return keys == null || keys.available();
    }

    /**
     * The caller that a token names.
     *
     * @throws org.sextant.web.problem.ProblemException 503 where the issuer's keys cannot be fetched
     */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings) throws ParseException {
        if (!TokenNesting.isShallow(token)) {
            throw new ParseException("Nested too deep");
        }
        try {
            return principal(parser.parse(token, settings));
        } catch (ParseException refusal) {
            if (refusal.getCause() instanceof IssuerUnreachable) {
                throw IdentityProblem.TOKENS_UNVERIFIABLE
                        .because("The token issuer cannot be reached. Try again shortly with the same token.")
                        .header(HttpHeaders.RETRY_AFTER, "5");
            }
            throw refusal;
        }
    }

    private JWTCallerPrincipal principal(JwtContext verified) throws ParseException {
        var claims = verified.getJwtClaims();
        var type = verified.getJoseObjects().get(0).getHeader("typ");
        if (!TokenType.isAccess(type, claims)) {
            throw new ParseException("Not an access token");
        }
        clinicPath.placeClinic(claims);
        return new DefaultJWTCallerPrincipal(type, claims);
    }

    /** SmallRye JWT's parser, with the keys of {@link IssuerKeys} where they exist. */
    private final class Parser extends DefaultJWTTokenParser {

        @Override
        protected VerificationKeyResolver getVerificationKeyResolver(JWTAuthContextInfo settings)
                throws UnresolvableKeyException {
            return keys == null ? super.getVerificationKeyResolver(settings) : keys;
        }
    }
}
