package org.sextant.platform;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemType;

/** Describes the problem documents: one schema for each kind of problem in the code, and one for any kind. */
final class ContractProblems {

    /** The schema of a document of any kind. */
    static final String ANY = "Problem";

    private static final DotName PROBLEM_TYPE = DotName.createSimple(ProblemType.class);

    /** The schemas of the states that {@code currentStatus} names. */
    private static final List<String> STATES =
            List.of("CourseStatus", "SessionStatus", "AlertStatus", "RecordStatus", "RemsStatus", "WebhookStatus");

    private final Components components;
    private final List<ProblemType> kinds;

    /** @param index the index of the classes; the source of the kinds of problem */
    ContractProblems(Components components, IndexView index) {
        this.components = components;
        this.kinds = index.getKnownClasses().stream()
                .filter(type -> type.name().toString().startsWith("org.sextant."))
                .flatMap(ContractProblems::kinds)
                .distinct()
                .sorted(Comparator.comparing(ProblemType::slug))
                .toList();
    }

    private static Stream<ProblemType> kinds(ClassInfo type) {
        return type.fields().stream()
                .filter(field ->
                        Modifier.isStatic(field.flags()) && field.type().name().equals(PROBLEM_TYPE))
                .map(ContractProblems::value);
    }

    private static ProblemType value(FieldInfo field) {
        try {
            var owner = field.declaringClass().name().toString();
            var declared = Class.forName(owner, true, ContractProblems.class.getClassLoader())
                    .getDeclaredField(field.name());
            declared.setAccessible(true);
            return (ProblemType) declared.get(null);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** All kinds of problem, by slug. */
    List<ProblemType> kinds() {
        return kinds;
    }

    /** Adds the schemas. */
    void add() {
        components.addSchema("CurrentStatus", states());
        var description = components.getSchemas().get(ANY).getDescription();
        components.addSchema(ANY, schema(kinds).description(description));
        kinds.forEach(kind -> components.addSchema(nameOf(kind), schema(List.of(kind))));
    }

    /** The name of the schema of a kind. */
    static String nameOf(ProblemType kind) {
        return Stream.of(kind.slug().split("-", -1))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining())
                + ANY;
    }

    private Schema states() {
        var states = STATES.stream()
                .flatMap(name -> components.getSchemas().get(name).getEnumeration().stream())
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        states.add("RESOLVED");
        return text().enumeration(states)
                .description("The state of the course, session, record, alert or form; RESOLVED of a side effect");
    }

    private Schema schema(List<ProblemType> documented) {
        var schema = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty(
                        "type",
                        text().enumeration(documented.stream()
                                        .map(kind -> (Object) kind.path())
                                        .toList())
                                .description("Serves a page about this kind of problem"))
                .addProperty("title", text())
                .addProperty("status", number())
                .addProperty("detail", text())
                .addProperty("instance", text().description("The path that was called"))
                .required(new ArrayList<>(List.of("type", "title", "status", "detail", "instance")));
        documented.stream().flatMap(kind -> kind.members().stream()).distinct().forEach(member -> {
            schema.addProperty(member, member(member));
            if (documented.size() == 1 && !isOptional(member, documented.get(0))) {
                schema.addRequired(member);
            }
        });
        return schema;
    }

    /** The members that some documents of their kind lack: where no record is named, and where no member is to blame. */
    private static boolean isOptional(String member, ProblemType kind) {
        return List.of("existing", "roles").contains(member) || kind.equals(CommonProblem.BAD_REQUEST);
    }

    private static Schema member(String name) {
        return switch (name) {
            case "errors" -> listOf("FieldError").description("All rejected members or parameters that were found");
            case "rules" -> listOf("Verdict").description("The rules that forbid the step");
            case "missing" -> listOf("ClearanceKind").description("The clearances that are missing");
            case "currentStatus" -> OASFactory.createSchema().ref("CurrentStatus");
            case "roles" ->
                OASFactory.createSchema()
                        .addType(SchemaType.ARRAY)
                        .items(text())
                        .description(
                                "The roles that may call the operation; absent where the record or the content decides");
            case "line", "column" -> number().description("Where the reading of the body ended, from 1");
            case "existing" -> text().description("The path of the record that is in the way");
            case "oldest" -> text().description("The cursor before the oldest change that is kept");
            default -> throw new IllegalStateException("The contract does not describe the member " + name);
        };
    }

    /** An example of a document of a kind. */
    Map<String, Object> example(ProblemType kind) {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", kind.path());
        example.put("title", kind.title());
        example.put("status", kind.status());
        example.put("detail", kind.title() + ".");
        example.put("instance", "/v1/courses");
        kind.members().forEach(member -> example.put(member, exampleOf(member)));
        return example;
    }

    private Object exampleOf(String member) {
        return switch (member) {
            case "errors" -> List.of(rejected("/plannedSessions", "must be a whole number"));
            case "rules" ->
                List.of(new ContractExamples(components.getSchemas())
                        .exampleOf(components.getSchemas().get("Verdict"))
                        .orElseThrow());
            case "missing" -> List.of("BLOOD_WORK");
            case "currentStatus" -> "DISCONTINUED";
            case "roles" -> List.of("PRESCRIBER");
            case "line" -> 3;
            case "column" -> 17;
            case "existing" -> "/v1/patients/01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47";
            case "oldest" -> "q1Yw3kZ0tUoBAAAAAQAAAAEAAAAAAAADxAAAAAAAAAA7AAAAAQAAAAE";
            default -> throw new IllegalStateException("The contract has no example of the member " + member);
        };
    }

    /** With its members in one order: the document is compared as text. */
    private static Map<String, Object> rejected(String pointer, String detail) {
        var error = new LinkedHashMap<String, Object>();
        error.put("pointer", pointer);
        error.put("detail", detail);
        return error;
    }

    private static Schema listOf(String name) {
        return OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref(name));
    }

    private static Schema number() {
        return OASFactory.createSchema().addType(SchemaType.INTEGER).format("int32");
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
