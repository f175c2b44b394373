package org.sextant.identity;

import io.quarkus.logging.Log;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Logs why tokens are refused: one line in some seconds for each reason, with the number of refusals since its last line.
 * A line names what an operator compares with the settings, and never the token, its bearer or its signature.
 */
@ApplicationScoped
class TokenLog {

    static final Duration PERIOD = Duration.ofSeconds(10);

    /** What anybody may write into a token must not break or flood the log. */
    private static final Pattern SHOWN = Pattern.compile("[!-~]{1,120}");

    /** In seconds since 1970, in the year 5138. */
    private static final long LATEST = 100_000_000_000L;

    private final InstantSource time;
    private final String expected;
    private final Map<TokenFault, Lines> lines = new EnumMap<>(TokenFault.class);

    TokenLog(JWTAuthContextInfo settings, InstantSource time) {
        this.time = time;
        this.expected = "iss=%s aud=%s"
                .formatted(
                        settings.getIssuedBy(),
                        settings.getExpectedAudience() == null ? "any" : settings.getExpectedAudience());
    }

    private static final class Lines {

        private Instant last = Instant.EPOCH;
        private int untold;
    }

    /** @param token what the token says; null where it cannot be read */
    void refused(TokenFault fault, UnverifiedToken token) {
        var untold = due(fault, time.instant());
        if (untold >= 0) {
            Log.warnf(
                    "Token refused (%s): it says %s; expected %s; refused for this since the last such line: %d",
                    fault, token == null ? "nothing that can be read" : claims(token), expected, untold);
        }
    }

    /** The number of refusals for the next line; negative where the last line is too recent for another one. */
    private synchronized int due(TokenFault fault, Instant now) {
        var of = lines.computeIfAbsent(fault, none -> new Lines());
        of.untold++;
        // Also where the clock was put back meanwhile.
        if (Duration.between(of.last, now).abs().compareTo(PERIOD) < 0) {
            return -1;
        }
        of.last = now;
        var untold = of.untold;
        of.untold = 0;
        return untold;
    }

    private static String claims(UnverifiedToken token) {
        var claims = token.claims();
        return "iss=%s aud=%s exp=%s kid=%s clinic=%s"
                .formatted(
                        shown(claims.get("iss")),
                        shown(claims.get("aud")),
                        claims.get("exp") instanceof Number end ? shownTime(end.longValue()) : "none",
                        shown(token.header().get("kid")),
                        claims.get(Caller.CLINIC_CLAIM) == null ? "none" : "given");
    }

    private static String shownTime(long seconds) {
        return Math.abs(seconds) > LATEST
                ? "beyond reason"
                : Instant.ofEpochSecond(seconds).toString();
    }

    private static String shown(Object value) {
        if (value == null) {
            return "none";
        }
        var text = String.valueOf(value).replace(" ", "");
        return SHOWN.matcher(text).matches() ? text : "not shown";
    }
}
