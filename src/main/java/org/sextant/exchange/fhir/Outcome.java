package org.sextant.exchange.fhir;

import java.util.List;
import java.util.Map;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.web.problem.FieldError;
import org.sextant.web.problem.Problem;

/** A failure as OperationOutcome: the kind of problem of the native API, and FHIR's word for it. */
final class Outcome {

    private static final Map<Integer, String> CODES = Map.ofEntries(
            Map.entry(400, "invalid"),
            Map.entry(401, "login"),
            Map.entry(403, "forbidden"),
            Map.entry(404, "not-found"),
            Map.entry(405, "not-supported"),
            Map.entry(406, "not-supported"),
            Map.entry(408, "timeout"),
            Map.entry(409, "conflict"),
            Map.entry(412, "conflict"),
            Map.entry(413, "too-long"),
            Map.entry(414, "too-long"),
            Map.entry(415, "not-supported"),
            Map.entry(422, "invalid"),
            Map.entry(428, "required"),
            Map.entry(429, "throttled"),
            Map.entry(431, "too-long"),
            Map.entry(501, "not-supported"),
            Map.entry(503, "transient"));

    private Outcome() {}

    /** The document of a problem; each rejected parameter or member is an issue of its own. */
    static byte[] of(Problem problem) {
        return FhirJson.of(out -> out.element(() -> {
            out.member("resourceType", "OperationOutcome");
            out.array("issue", () -> {
                if (problem.errors() == null || problem.errors().isEmpty()) {
                    out.element(() -> issue(problem, problem.detail(), out));
                } else {
                    problem.errors().forEach(error -> out.element(() -> error(problem, error, out)));
                }
            });
        }));
    }

    /** An issue that tells a lenient caller which parameter was left out. */
    static void ignored(List<String> names, FhirWriter out) {
        out.element(() -> {
            out.member("resourceType", "OperationOutcome");
            out.array(
                    "issue",
                    () -> names.forEach(name -> out.element(() -> out.member("severity", "warning")
                            .member("code", "not-supported")
                            .member("diagnostics", "This parameter is not offered and was left out.")
                            .array("expression", () -> out.value("http." + name)))));
        });
    }

    private static void error(Problem problem, FieldError error, FhirWriter out) {
        var place = error.pointer().startsWith("/") ? error.pointer() : "http." + error.pointer();
        issue(problem, error.pointer() + " " + error.detail(), out);
        out.array("expression", () -> out.value(place));
    }

    private static void issue(Problem problem, String diagnostics, FhirWriter out) {
        var slug = problem.type().toString().replaceFirst(".*/", "");
        out.member("severity", problem.status() < 500 ? "error" : "fatal");
        out.member("code", CODES.getOrDefault(problem.status(), "exception"));
        out.object(
                "details",
                () -> out.array(
                                "coding",
                                () -> out.element(() -> out.member("system", Canon.CODE_SYSTEM + "problem")
                                        .member("code", slug)))
                        .member("text", problem.title()));
        out.member("diagnostics", diagnostics);
    }
}
