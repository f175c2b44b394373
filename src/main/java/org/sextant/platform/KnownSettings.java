package org.sextant.platform;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sextant.web.problem.Spelling;

/** The settings of the service itself. A setting that the service does not have is refused: it would have no effect. */
final class KnownSettings {

    private static final String PREFIX = "SEXTANT_";

    /** By their names in the environment; docs/settings.md says what each one is for. */
    static final List<String> NAMES = List.of(
            "SEXTANT_AUDIT_CHECKPOINT_COPY",
            "SEXTANT_AUDIT_CHECKPOINT_FILE",
            "SEXTANT_AUDIT_KEY_FILE",
            "SEXTANT_BEHIND_TLS_PROXY",
            "SEXTANT_DATA_DIR",
            "SEXTANT_DEMO",
            "SEXTANT_EVENTS_HEARTBEAT",
            "SEXTANT_EXPORTS_AT_ONCE",
            "SEXTANT_EXPORTS_LONGEST",
            "SEXTANT_FHIR_AUTHORIZATION_ENDPOINT",
            "SEXTANT_FHIR_INTROSPECTION_ENDPOINT",
            "SEXTANT_FHIR_SCOPES",
            "SEXTANT_FHIR_TOKEN_ENDPOINT",
            "SEXTANT_HTTP_AT_ONCE",
            "SEXTANT_HTTP_BODIES_MEMORY",
            "SEXTANT_HTTP_BODIES_OF_A_CALLER",
            "SEXTANT_HTTP_BODY_TIMEOUT",
            "SEXTANT_HTTP_CLEARTEXT_HTTP2",
            "SEXTANT_HTTP_HEAD_TIMEOUT",
            "SEXTANT_HTTP_LONGEST_WAIT",
            "SEXTANT_HTTP_WAITING",
            "SEXTANT_IMPORTS_AT_ONCE",
            "SEXTANT_IMPORTS_AT_ONCE_PER_CLINIC",
            "SEXTANT_IMPORTS_LEAST_RATE",
            "SEXTANT_MANAGEMENT_HOST",
            "SEXTANT_MANAGEMENT_PORT",
            "SEXTANT_NEW_ERA",
            "SEXTANT_PUBLIC_URL",
            "SEXTANT_TOKEN_CLINIC_PATH",
            "SEXTANT_WEBHOOKS_KEY_FILE",
            "SEXTANT_WEBHOOKS_PRIVATE_HOSTS");

    /** Variables of the scripts in docker/ and docs/, and a setting that the service makes for itself. */
    private static final List<String> OTHERS = List.of(
            "SEXTANT_APP_PASSWORD", "SEXTANT_EMBEDDED_DATABASE_DIRECTORY", "SEXTANT_OWNER_PASSWORD", "SEXTANT_URL");

    /** What Kubernetes sets in each container for a Service whose name begins with sextant. */
    private static final Pattern OF_KUBERNETES = Pattern.compile("SEXTANT_([A-Z0-9]+_)*"
            + "(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_\\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)");

    private KnownSettings() {}

    /**
     * Refuses the first setting that the service does not have.
     *
     * @param names the names of all settings, as properties or as environment variables; others than the service's count
     *     for nothing
     * @throws StartupRefusal with the name, and the name that was meant where one is spelt alike
     */
    static void require(Iterable<String> names) {
        for (var name : names) {
            var setting = inEnvironment(name);
            if (setting.startsWith(PREFIX)
                    && !NAMES.contains(setting)
                    && !OTHERS.contains(setting)
                    && !OF_KUBERNETES.matcher(setting).matches()) {
                throw new StartupRefusal("there is no setting %s. %s"
                        .formatted(
                                setting,
                                Spelling.nearest(setting, NAMES)
                                        .map("Did you mean %s?"::formatted)
                                        .orElse("docs/settings.md lists all settings. Unset it.")));
            }
        }
    }

    /** The name as an environment variable; without the profile that a line of a file may begin with. */
    private static String inEnvironment(String name) {
        return name.replaceFirst("^%[^.]+\\.", "").toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
