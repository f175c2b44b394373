package org.sextant.exchange.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.exchange.fhir.map.FhirWriter;

/** Where programs get their tokens: the clinic's identity provider, as SMART App Launch 2.2 tells of it. */
@ApplicationScoped
class SmartConfiguration {

    private static final String OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

    /** What holds whatever the identity provider offers besides. */
    private static final List<String> CAPABILITIES = List.of(
            "client-confidential-asymmetric",
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2");

    private final Optional<String> token;
    private final Optional<String> authorization;
    private final Optional<String> introspection;
    private final Optional<String> issuer;
    private final Optional<String> keys;

    SmartConfiguration(
            @ConfigProperty(name = "sextant.fhir.token-endpoint") Optional<String> token,
            @ConfigProperty(name = "sextant.fhir.authorization-endpoint") Optional<String> authorization,
            @ConfigProperty(name = "sextant.fhir.introspection-endpoint") Optional<String> introspection,
            @ConfigProperty(name = "mp.jwt.verify.issuer") Optional<String> issuer,
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<String> keys) {
        this.token = token;
        this.authorization = authorization;
        this.introspection = introspection;
        this.issuer = issuer;
        this.keys = keys.filter(location -> location.startsWith("http"));
    }

    /** True where the settings name the identity provider. */
    boolean isKnown() {
        return token.isPresent();
    }

    /** The document; only where it {@link #isKnown}. */
    byte[] document() {
        return FhirJson.of(out -> out.element(() -> {
            out.member("issuer", issuer.orElse(null)).member("jwks_uri", keys.orElse(null));
            out.member("authorization_endpoint", authorization.orElse(null));
            out.member("token_endpoint", token.orElseThrow());
            out.member("introspection_endpoint", introspection.orElse(null));
            list(out, "token_endpoint_auth_methods_supported", Stream.of("private_key_jwt"));
            list(
                    out,
                    "grant_types_supported",
                    Stream.concat(
                            authorization.stream().map(any -> "authorization_code"), Stream.of("client_credentials")));
            list(
                    out,
                    "scopes_supported",
                    Stream.of("patient", "system", "user")
                            .flatMap(context -> Stream.of("/*.rs", "/*.r", "/*.s", "/*.read")
                                    .map(context::concat)));
            list(out, "code_challenge_methods_supported", Stream.of("S256"));
            list(out, "capabilities", CAPABILITIES.stream());
        }));
    }

    private static void list(FhirWriter out, String name, Stream<String> values) {
        out.array(name, () -> values.forEach(out::value));
    }

    /** The extension of the CapabilityStatement that says the same. */
    void uris(FhirWriter out) {
        if (isKnown()) {
            out.array(
                    "extension",
                    () -> out.element(() -> out.member("url", OAUTH_URIS).array("extension", () -> {
                        uri(out, "authorize", authorization);
                        uri(out, "introspect", introspection);
                        uri(out, "token", token);
                    })));
        }
    }

    private static void uri(FhirWriter out, String name, Optional<String> address) {
        address.ifPresent(uri -> out.element(() -> out.member("url", name).member("valueUri", uri)));
    }
}
