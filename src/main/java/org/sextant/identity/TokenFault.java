package org.sextant.identity;

/**
 * Why a token is refused. The log names the reason. The bearer is told only what anybody can read in the token, that it
 * has expired: from any other reason an attacker would learn which tokens come further.
 */
enum TokenFault {
    ABSENT("Send a token: Authorization: Bearer <token>.", "Bearer"),
    EXPIRED(
            "The token has expired. Get a new one from its issuer.",
            "Bearer error=\"invalid_token\", error_description=\"The token has expired\""),
    /** Not a signed JWT in three parts. */
    MALFORMED,
    /** Not an access token, or its algorithm is not accepted. */
    KIND,
    ISSUER,
    AUDIENCE,
    /** Not valid yet, too old, or valid for too long. */
    TIMES,
    /** The claim that names the clinic is missing or no UUID. */
    CLINIC,
    /** Another claim is missing or of the wrong form. */
    CLAIM,
    /** The issuer has no key of this id. */
    KEY_ID,
    SIGNATURE,
    REVOKED;

    private final String detail;
    private final String challenge;

    TokenFault() {
        this(
                "This token is not accepted. The page of this problem lists what a token must have; the log of the service"
                        + " names the reason.",
                "Bearer error=\"invalid_token\"");
    }

    TokenFault(String detail, String challenge) {
        this.detail = detail;
        this.challenge = challenge;
    }

    /** What the bearer is told. */
    String detail() {
        return detail;
    }

    /** The value of the header {@code WWW-Authenticate} (RFC 6750, 3); without an error where there was no token. */
    String challenge() {
        return challenge;
    }
}
