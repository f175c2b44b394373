package org.sextant.exchange.fhir.search;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.search.SearchParameter.Kind;
import org.sextant.exchange.fhir.search.SearchParameter.Value;
import org.sextant.web.QueryText;
import org.sextant.web.problem.Violations;

/** The search parameters that several types have, and the conditions of their values. */
public final class Matchers {

    private static final String NOTHING = "false";

    private Matchers() {}

    /** The logical ids of resources. */
    public static SearchParameter id() {
        return new SearchParameter(
                "_id", Kind.TOKEN, "The logical id", Set.of(), (value, sql) -> ofId(value.text(), sql));
    }

    /** The condition of the resource with this id: the record by its key, and the part of the record. */
    static String ofId(String id, Sql sql) {
        var record = id.split("\\.", 2)[0];
        return QueryText.isUuid(record)
                ? "record_id = %s AND id = %s".formatted(sql.bind(UUID.fromString(record)), sql.bind(id))
                : NOTHING;
    }

    /** The logical ids of resources that are the same in every clinic, and that have no record. */
    public static SearchParameter codedId() {
        return new SearchParameter(
                "_id", Kind.TOKEN, "The logical id", Set.of(), (value, sql) -> "id = " + sql.bind(value.text()));
    }

    /** A column with a whole number that is the id of a resource. */
    public static SearchParameter number(String name, String documentation, String column) {
        return new SearchParameter(
                name,
                Kind.TOKEN,
                documentation,
                Set.of(),
                (value, sql) -> value.text().matches("[1-9]\\d{0,17}")
                        ? column + " = " + sql.bind(Long.valueOf(value.text()))
                        : NOTHING);
    }

    /** A member of the staff by {@code :identifier}, such as {@code iss|sub}; staff are no resources that have an id. */
    public static SearchParameter staff(String name, String documentation, String issuer, String subject) {
        return new SearchParameter(name, Kind.REFERENCE, documentation, Set.of("identifier"), (value, sql) -> {
            var parts = Texts.split(value.text(), '|').stream()
                    .map(Texts::unescaped)
                    .toList();
            if (value.modifier().isEmpty() || parts.size() > 2) {
                return NOTHING;
            }
            var ofSubject = subject + " = " + sql.bind(parts.get(parts.size() - 1));
            // A change is recorded with the call that made it, which alone has the issuer.
            return parts.size() == 1
                    ? ofSubject
                    : "%s AND coalesce(%s, %3$s) = %3$s".formatted(ofSubject, issuer, sql.bind(parts.get(0)));
        });
    }

    /** The address of a resource of a type, with or without a version behind a bar. */
    public static SearchParameter canonical(String name, String documentation, String type, String column) {
        return new SearchParameter(name, Kind.URI, documentation, Set.of(), (value, sql) -> {
            var prefix = value.scope().base() + "/" + type + "/";
            var address = value.text().replaceFirst("\\|.*", "");
            return address.startsWith(prefix) ? column + " = " + sql.bind(address.substring(prefix.length())) : NOTHING;
        });
    }

    /** The ids of Provenance: type, id and version of the target, with dots between them. */
    public static SearchParameter versionId() {
        return new SearchParameter("_id", Kind.TOKEN, "The logical id", Set.of(), (value, sql) -> {
            var parts = value.text().split("\\.", 3);
            return parts.length == 3 && QueryText.isUuid(parts[1])
                    ? "record_id = %s AND id = %s"
                            .formatted(sql.bind(UUID.fromString(parts[1])), sql.bind(value.text()))
                    : NOTHING;
        });
    }

    /** The resource that a Provenance is about, as {@code Type/id}. */
    public static SearchParameter target(String name, String documentation) {
        return new SearchParameter(name, Kind.REFERENCE, documentation, Set.of(), (value, sql) -> {
            var base = value.scope().base() + "/";
            var text = value.text().startsWith(base) ? value.text().substring(base.length()) : value.text();
            var parts = text.split("/", 2);
            var record = parts.length < 2 ? "" : parts[1].split("\\.", 2)[0];
            return QueryText.isUuid(record)
                    ? "record_id = %s AND target_type = %s AND target_id = %s"
                            .formatted(sql.bind(UUID.fromString(record)), sql.bind(parts[0]), sql.bind(parts[1]))
                    : NOTHING;
        });
    }

    /** A column with a URI. */
    public static SearchParameter uri(String name, String documentation, String column) {
        return new SearchParameter(
                name, Kind.URI, documentation, Set.of(), (value, sql) -> column + " = " + sql.bind(value.text()));
    }

    /** The times of the versions. */
    public static SearchParameter lastUpdated() {
        return date("_lastUpdated", "When the version was recorded, to the millisecond", "updated_at", "updated_at");
    }

    /** A time or a span of time, from one column to another. */
    public static SearchParameter date(String name, String documentation, String at, String until) {
        return new SearchParameter(
                name,
                Kind.DATE,
                documentation,
                Set.of(),
                (value, sql) -> DateRange.of(value).condition(at, until, sql));
    }

    /**
     * A column with an array of codes, each in the forms {@code system|code}, {@code system|} and {@code code}, or
     * {@code |code} and {@code code} for a code without a system.
     */
    public static SearchParameter codes(String name, String documentation, String column) {
        return new SearchParameter(
                name,
                Kind.TOKEN,
                documentation,
                Set.of("not"),
                (value, sql) ->
                        "%s @> ARRAY[CAST(%s AS text)]".formatted(column, sql.bind(Texts.unescaped(value.text()))));
    }

    /** A column with one code, whose system the element implies. */
    public static SearchParameter code(String name, String documentation, String column) {
        return new SearchParameter(
                name,
                Kind.TOKEN,
                documentation,
                Set.of("not"),
                (value, sql) -> column + " = " + sql.bind(value.text().replaceFirst("^\\|", "")));
    }

    /** The medical record number of a patient, in the system of the clinic or without a system. */
    public static SearchParameter identifier(String documentation, String mrn) {
        return new SearchParameter("identifier", Kind.TOKEN, documentation, Set.of(), (value, sql) -> {
            var parts = Texts.split(value.text(), '|');
            var isOfClinic = parts.size() == 1
                    || (parts.size() == 2
                            && Texts.unescaped(parts.get(0))
                                    .equals(value.scope().mrnSystem()));
            return isOfClinic ? mrn + " = " + sql.bind(Texts.unescaped(parts.get(parts.size() - 1))) : NOTHING;
        });
    }

    /** The course and the number of a session, such as {@code …|<course>/3}. */
    public static SearchParameter sessionNumber(String name, String documentation) {
        return new SearchParameter(name, Kind.TOKEN, documentation, Set.of(), (value, sql) -> {
            var parts = Texts.split(value.text(), '|');
            var number = parts.get(parts.size() - 1).split("/", 2);
            var isOfSession = (parts.size() == 1 || parts.get(0).equals(Canon.IDENTIFIER + "session-number"))
                    && number.length == 2
                    && QueryText.isUuid(number[0])
                    && number[1].matches("\\d{1,4}");
            return isOfSession
                    ? "course_id = %s AND number = %s"
                            .formatted(sql.bind(UUID.fromString(number[0])), sql.bind(Integer.valueOf(number[1])))
                    : NOTHING;
        });
    }

    /** A column with the UUID of a resource of one type. */
    public static SearchParameter reference(String name, String documentation, String type, String column) {
        return new SearchParameter(name, Kind.REFERENCE, documentation, Set.of(), (value, sql) -> {
            var id = idOf(value, Set.of(type));
            return QueryText.isUuid(id) ? column + " = " + sql.bind(UUID.fromString(id)) : NOTHING;
        });
    }

    /** The id that a reference names: {@code id}, {@code Type/id} or the same behind the address of this service. */
    static String idOf(Value value, Set<String> types) {
        var base = value.scope().base() + "/";
        var text = value.text().startsWith(base) ? value.text().substring(base.length()) : value.text();
        var slash = text.indexOf('/');
        if (slash >= 0 && !types.contains(text.substring(0, slash))) {
            throw Violations.ofParameter(
                    value.parameter(),
                    "must be a reference to " + types.stream().sorted().collect(Collectors.joining(" or ")));
        }
        return text.substring(slash + 1);
    }

    /**
     * Names, compared from their beginning, without case and accents; {@code :exact} as they are written.
     *
     * @param keyOfColumn the name's column, and SQL for the name without case and accents
     */
    public static SearchParameter names(String name, String documentation, Map<String, String> keyOfColumn) {
        return new SearchParameter(name, Kind.STRING, documentation, Set.of("exact", "contains"), (value, sql) -> {
            var text = sql.bind(Texts.unescaped(value.text()));
            return keyOfColumn.entrySet().stream()
                    .map(column -> switch (value.modifier()) {
                        case "exact" -> column.getKey() + " = " + text;
                        case "contains" -> "position(name_key(%s) IN %s) > 0".formatted(text, column.getValue());
                        default -> "starts_with(%s, name_key(%s))".formatted(column.getValue(), text);
                    })
                    .sorted()
                    .collect(Collectors.joining(" OR ", "(", ")"));
        });
    }
}
