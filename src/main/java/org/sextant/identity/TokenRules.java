package org.sextant.identity;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;

/**
 * What an access token must say. The rules are cheap and come before the signature, so that most bad tokens never cost
 * one; they apply to each request, whether or not its token was verified before.
 */
@ApplicationScoped
class TokenRules {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** Text that PostgreSQL can store and a log line can show: no control characters, no unpaired surrogates. */
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cs}]+");

    private static final int LONGEST_NAME = 255;

    /**
     * Headers that change how the bytes are read. {@code crit} names extensions that a reader must refuse where it does
     * not know them (RFC 7515); this service knows none.
     */
    private static final List<String> EXTENSIONS = List.of("crit", "b64", "zip", "enc");

    /** What the service reads of a token. Other claims never reach the caller's identity. */
    private static final List<String> READ =
            List.of("iss", "aud", "exp", "nbf", "iat", "jti", "azp", "client_id", CallerToken.PATIENT);

    private final Set<String> algorithms;
    private final Set<String> required;
    private final JwtConsumer registered;
    private final String issuer;
    private final int leeway;
    private final ClaimPath clinic;
    private final ClaimPath subject;
    private final ClaimPath groups;

    TokenRules(
            JWTAuthContextInfo settings,
            @ConfigProperty(name = "sextant.token.clinic-path", defaultValue = Caller.CLINIC_CLAIM) String clinic) {
        this.algorithms = settings.getSignatureAlgorithm().stream()
                .map(SignatureAlgorithm::getAlgorithm)
                .collect(Collectors.toUnmodifiableSet());
        this.required = Optional.ofNullable(settings.getRequiredClaims()).orElse(Set.of());
        this.registered = registered(settings);
        this.issuer = settings.getIssuedBy();
        this.leeway = settings.getClockSkew();
        this.clinic = new ClaimPath(clinic);
        this.subject =
                new ClaimPath(Optional.ofNullable(settings.getSubjectPath()).orElse("sub"));
        this.groups =
                new ClaimPath(Optional.ofNullable(settings.getGroupsPath()).orElse("groups"));
    }

    /** The rules for the claims of RFC 7519. The signature is verified elsewhere ({@link Signatures}). */
    private static JwtConsumer registered(JWTAuthContextInfo settings) {
        var longest = settings.getMaxTimeToLiveSecs();
        var oldest = settings.getTokenAge() == null ? longest : Math.min(longest, settings.getTokenAge());
        Validator lifetime = context -> livesFor(context.getJwtClaims()) > longest ? "lives too long" : null;
        var rules = new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setDisableRequireSignature()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(0, Math.toIntExact(oldest))
                .setAllowedClockSkewInSeconds(settings.getClockSkew())
                .setExpectedIssuer(settings.getIssuedBy())
                .registerValidator(lifetime);
        // Only demo mode starts without an audience (ProductionRules).
        return (settings.getExpectedAudience() == null
                        ? rules.setSkipDefaultAudienceValidation()
                        : rules.setExpectedAudience(
                                settings.getExpectedAudience().toArray(String[]::new)))
                .build();
    }

    private static long livesFor(JwtClaims claims) throws MalformedClaimException {
        return Math.subtractExact(
                claims.getExpirationTime().getValue(), claims.getIssuedAt().getValue());
    }

    /**
     * The claims that the service reads, with {@code sub}, {@code clinic} and {@code groups} at the top level.
     *
     * @throws TokenRefused where the token breaks a rule
     */
    JwtClaims check(UnverifiedToken token) {
        checkHeader(token);
        var claims = new JwtClaims();
        token.claims().forEach(claims::setClaim);
        refuseUnless(TokenType.isAccess(token.header("typ"), claims), TokenFault.KIND);
        refuseUnless(token.claims().keySet().containsAll(required), TokenFault.CLAIM);
        checkRegistered(claims);
        return read(token, claims);
    }

    private void checkHeader(UnverifiedToken token) {
        var algorithm = token.header("alg");
        refuseUnless(algorithm != null && algorithms.contains(algorithm), TokenFault.KIND);
        refuseUnless(EXTENSIONS.stream().noneMatch(token.header()::containsKey), TokenFault.KIND);
        token.header("kid");
        var content = token.header("cty");
        refuseUnless(
                content == null || !content.toLowerCase(Locale.ROOT).matches("(application/)?jwt"), TokenFault.KIND);
    }

    /** The two commonest refusals first, because the library explains each of its own at length. */
    private void checkRegistered(JwtClaims claims) {
        refuseUnless(issuer == null || issuer.equals(claims.getClaimValue("iss")), TokenFault.ISSUER);
        refuseUnless(
                claims.getClaimValue("exp") instanceof Number end
                        && end.longValue() + leeway > NumericDate.now().getValue(),
                TokenFault.EXPIRED);
        try {
            registered.processContext(new JwtContext(claims, List.of()));
        } catch (InvalidJwtException broken) {
            throw new TokenRefused(
                    broken.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || broken.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)
                            ? TokenFault.AUDIENCE
                            : TokenFault.TIMES);
        }
    }

    private JwtClaims read(UnverifiedToken token, JwtClaims all) {
        var read = new JwtClaims();
        READ.stream().filter(all::hasClaim).forEach(name -> read.setClaim(name, all.getClaimValue(name)));
        var id = all.getClaimValue("jti");
        refuseUnless(id == null || isName(id), TokenFault.CLAIM);
        read.setClaim("sub", name(subject.find(token.claims())));
        read.setClaim(Caller.CLINIC_CLAIM, clinicId(clinic.find(token.claims())));
        read.setClaim("groups", names(groups.find(token.claims())));
        read.setClaim(CallerToken.SCOPES, scopes(all));
        return read;
    }

    private static String name(Object value) {
        refuseUnless(isName(value), TokenFault.CLAIM);
        return (String) value;
    }

    private static String clinicId(Object value) {
        refuseUnless(value instanceof String id && isUuid(id), TokenFault.CLINIC);
        return (String) value;
    }

    /** True for the one form of UUIDs that the service takes. */
    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /**
     * OAuth's text of scopes with spaces between them (RFC 8693, 4.2), or a list; some issuers call it {@code scp}. A
     * {@code scope} without a scope of SMART App Launch does not hide those of {@code scp}, which narrow what the role may do.
     */
    private static String scopes(JwtClaims all) {
        var scope = scopes(all, CallerToken.SCOPES);
        return CallerToken.smart(scope).findAny().isPresent() ? scope : scopes(all, "scp");
    }

    private static String scopes(JwtClaims all, String claim) {
        return String.join(" ", names(all.getClaimValue(claim))).replaceAll("\\s+", " ");
    }

    /**
     * A list of names, or one name: a text is never split here, because the name of a group may have spaces, and "Head NURSE"
     * is no NURSE.
     */
    private static List<String> names(Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof String single) {
            return List.of(single);
        }
        refuseUnless(
                value instanceof Collection<?> several && several.stream().allMatch(String.class::isInstance),
                TokenFault.CLAIM);
        return ((Collection<?>) value).stream().map(String.class::cast).toList();
    }

    private static boolean isName(Object value) {
        return value instanceof String text && !text.isBlank() && isPrintable(text);
    }

    /** True for text that the audit trail can store. */
    static boolean isPrintable(String text) {
        return text.length() <= LONGEST_NAME && PRINTABLE.matcher(text).matches();
    }

    private static void refuseUnless(boolean holds, TokenFault otherwise) {
        if (!holds) {
            throw new TokenRefused(otherwise);
        }
    }
}
