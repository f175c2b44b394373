package org.sextant.exchange.fhir;

import java.util.List;
import java.util.Map;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.search.Include;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.type.FhirTypes;

/** The CapabilityStatement, from the types that requests are routed by: it cannot claim what is not answered. */
final class Capability {

    /** When the shape of the statement last changed. */
    private static final String DATE = "2026-12-01";

    private static final String SECURITY =
            "Bearer tokens (JWT) of the clinic's identity provider; the role and the clinic in the token decide what is seen,"
                    + " and its scopes narrow that.";

    private static final String DEFINITION = "http://hl7.org/fhir/OperationDefinition/";

    private static final Map<String, String> OPERATIONS = Map.of("Patient", "everything", "Observation", "lastn");

    private Capability() {}

    /**
     * The statement.
     *
     * @param version the version of the service
     */
    static byte[] of(String base, String version, SmartConfiguration smart) {
        return FhirJson.of(out -> out.element(() -> {
            out.member("resourceType", "CapabilityStatement").member("status", "active");
            out.member("date", DATE).member("kind", "instance");
            out.object("software", () -> out.member("name", "Sextant").member("version", version));
            out.object(
                    "implementation",
                    () -> out.member("description", "Ketamine and esketamine treatment")
                            .member("url", base));
            out.member("fhirVersion", "4.0.1");
            out.array("format", () -> out.value(FhirJson.MEDIA_TYPE).value("json"));
            out.array("rest", () -> out.element(() -> rest(out, smart)));
        }));
    }

    private static void rest(FhirWriter out, SmartConfiguration smart) {
        var service = smart.isKnown() ? "SMART-on-FHIR" : "OAuth";
        out.member("mode", "server");
        out.object("security", () -> {
            smart.uris(out);
            out.concepts("service", Coding.hl7("restful-security-service", service, service));
            out.member("description", SECURITY);
        });
        out.array("resource", () -> FhirTypes.ALL.forEach(type -> out.element(() -> resource(type, out))));
    }

    private static void resource(ResourceType type, FhirWriter out) {
        out.member("type", type.name());
        if (!type.profiles().isEmpty()) {
            out.array("supportedProfile", () -> type.profiles().forEach(out::value));
        }
        var interactions = type.hasVersions()
                ? List.of("read", "vread", "history-instance", "search-type")
                : List.of("read", "search-type");
        out.array("interaction", () -> interactions.forEach(code -> out.element(() -> out.member("code", code))));
        out.member("versioning", "versioned")
                .member("readHistory", type.hasVersions())
                .member("updateCreate", false);
        names("searchInclude", type.includes(), out);
        names("searchRevInclude", type.revincludes(), out);
        out.array(
                "searchParam",
                () -> type.parameters()
                        .forEach(parameter -> out.element(() -> out.member("name", parameter.name())
                                .member("type", parameter.kind().code())
                                .member("documentation", parameter.documentation()))));
        if (OPERATIONS.containsKey(type.name())) {
            var operation = OPERATIONS.get(type.name());
            out.array(
                    "operation",
                    () -> out.element(() -> out.member("name", operation)
                            .member("definition", DEFINITION + type.name() + "-" + operation)));
        }
    }

    private static void names(String member, List<Include> includes, FhirWriter out) {
        if (!includes.isEmpty()) {
            out.array(member, () -> includes.forEach(include -> out.value(include.name())));
        }
    }
}
