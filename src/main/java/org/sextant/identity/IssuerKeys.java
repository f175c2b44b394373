package org.sextant.identity;

import io.quarkus.logging.Log;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.KeyLocationResolver;
import java.io.IOException;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The public keys of an issuer at a URL, fetched in the background: neither a bad token nor a slow issuer costs a
 * request more than a bounded wait. The resolver of SmallRye JWT fetches keys while a request waits, repeats the fetch
 * for each request while the issuer is down, and fetches for an unknown key at most once in a whole number of minutes.
 */
final class IssuerKeys extends KeyLocationResolver {

    /** Between two fetches while the issuer answers. A key that the issuer withdraws is refused after this time. */
    static final Duration REFRESH = Duration.ofMinutes(5);
    /** Between two fetches while the issuer does not answer. */
    static final Duration RETRY = Duration.ofSeconds(2);
    /** The shortest time between two fetches for tokens that name an unknown key. */
    static final Duration UNKNOWN_KEY_RETRY = Duration.ofSeconds(10);
    /** How long keys stay valid after the issuer's last answer: longer than a visit, so no outage disturbs a visit. */
    static final Duration GOOD_FOR = Duration.ofHours(4);

    private static final Duration TIME_LIMIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final String location;
    private final Executor executor;
    private final Get source;

    private volatile List<JsonWebKey> keys = List.of();
    private volatile long fetchedAt;
    private volatile boolean failing;
    private long triedAt = System.nanoTime() - REFRESH.toNanos();
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    IssuerKeys(JWTAuthContextInfo settings, Executor executor) throws UnresolvableKeyException {
        super(settings);
        this.location = settings.getPublicKeyLocation();
        this.executor = executor;
        this.source = new Get();
        source.setConnectTimeout((int) TIME_LIMIT.toMillis());
        source.setReadTimeout((int) TIME_LIMIT.toMillis());
        source.setRetries(0);
        try {
            // initializeHttpsJwks applies the TLS and proxy settings to the source.
            httpsJwks = initializeHttpsJwks(location);
        } catch (IOException unreadable) {
            throw new UnresolvableKeyException("The TLS settings for " + location + " cannot be read", unreadable);
        }
    }

    /** Fetches nothing at construction: the issuer may be down. */
    @Override
    protected void initializeKeyContent() {}

    @Override
    protected Get getHttpGet() {
        return source;
    }

    /** A key set that never starts a fetch. */
    @Override
    protected HttpsJwks getHttpsJwks(String location) {
        return new HttpsJwks(location) {
            @Override
            public List<JsonWebKey> getJsonWebKeys() {
                return keys;
            }
        };
    }

    /** Fetches nothing: {@link #resolveKey} fetches before it searches for the key. */
    @Override
    protected boolean forcedHttpsJwksRefresh() {
        return true;
    }

    /** Starts a fetch when one is due; to be called every second. */
    @SuppressWarnings("FutureReturnValueIgnored") // A failed fetch is logged and tried again.
    void tick() {
        refreshUnlessTriedWithin(failing || keys.isEmpty() ? RETRY : REFRESH);
    }

    /** True where there are keys and the issuer has answered within {@link #GOOD_FOR}. */
    boolean available() {
        return !keys.isEmpty() && System.nanoTime() - fetchedAt < GOOD_FOR.toNanos();
    }

    /** True where the key that the token names is at hand; the key of a token that names none always is. */
    boolean isKnown(String kid) {
        return kid == null || isMatchingJwkAvailable(keys, kid);
    }

    /** @throws IssuerUnreachable where the token cannot be verified because the issuer does not answer */
    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        if (!available()) {
            throw new IssuerUnreachable();
        }
        if (!isKnown(getKid(token))) {
            // While the issuer does not answer, no request waits: a flood of unknown keys would occupy all threads.
            if (!failing) {
                await(refreshUnlessTriedWithin(UNKNOWN_KEY_RETRY));
            }
            if (failing) {
                throw new IssuerUnreachable();
            }
            if (!isKnown(getKid(token))) {
                throw new TokenRefused(TokenFault.KEY_ID);
            }
        }
        return super.resolveKey(token, nesting);
    }

    /** The running fetch, else a new fetch; the completed last fetch where it was started within {@code recently}. */
    private synchronized CompletableFuture<Void> refreshUnlessTriedWithin(Duration recently) {
        if (running.isDone() && System.nanoTime() - triedAt >= recently.toNanos()) {
            triedAt = System.nanoTime();
            running = CompletableFuture.runAsync(this::refresh, executor);
        }
        return running;
    }

    private void refresh() {
        try {
            var fetched = new JsonWebKeySet(source.get(location).getBody())
                    .getJsonWebKeys().stream()
                            .filter(key -> key instanceof PublicJsonWebKey && !"enc".equals(key.getUse()))
                            .toList();
            if (fetched.isEmpty()) {
                throw new JoseException("No public key for signatures");
            }
            keys = fetched;
            fetchedAt = System.nanoTime();
            if (failing) {
                Log.infof("The issuer's keys at %s can be fetched again", location);
            }
            failing = false;
        } catch (IOException | JoseException | RuntimeException failure) {
            if (!failing) {
                Log.warnf("The issuer's keys at %s cannot be fetched: %s", location, failure.getMessage());
            }
            failing = true;
        }
    }

    private static void await(CompletableFuture<Void> fetch) throws IssuerUnreachable {
        try {
            fetch.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new IssuerUnreachable();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IssuerUnreachable();
        }
    }
}
