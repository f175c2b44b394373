package org.sextant.web.representation;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.sextant.web.problem.Violations;

/** The paging parameters of every list, and the page that they select. */
public class Paging {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    @RestQuery
    @Parameter(
            description = "How many items at most; a higher number is lowered to 200.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "50"))
    String limit;

    @RestQuery
    @Parameter(description = "The `next` of the page before, with the same filters. Opaque.")
    String cursor;

    @Context
    UriInfo uri;

    /**
     * The requested page of a list that is ordered by one time.
     *
     * @param fetch reads the rows after a position, at most the given number
     * @param position the position of a row in the list
     * @throws org.sextant.web.problem.ProblemException 400 where limit or cursor cannot be read
     */
    public <R, V> RestResponse<Page<V>> answer(
            BiFunction<Position, Integer, List<R>> fetch, Function<R, Position> position, Function<R, V> view) {
        return answer(Position.OF_TIMES, fetch, position, view);
    }

    /** The requested page of a list in another order, which starts after the position {@code first}. */
    public <R, V> RestResponse<Page<V>> answer(
            Position first,
            BiFunction<Position, Integer, List<R>> fetch,
            Function<R, Position> position,
            Function<R, V> view) {
        var size = size(limit);
        var rows = fetch.apply(cursor == null ? first : Position.ofCursor(cursor, scope()), size + 1);
        var shown = rows.subList(0, Math.min(size, rows.size()));
        var next = rows.size() > size ? position.apply(shown.get(size - 1)).toCursor(scope()) : null;
        var reply = ResponseBuilder.ok(new Page<>(shown.stream().map(view).toList(), next));
        if (next != null) {
            reply.header(HttpHeaders.LINK, link(uri, "cursor", next));
        }
        return reply.build();
    }

    /**
     * The requested page of the versions of one record, in ascending order.
     *
     * @param fetch reads the versions after a version, at most the given number
     */
    public <R, V extends Versioned> RestResponse<Page<V>> answerVersions(
            BiFunction<Integer, Integer, List<R>> fetch, Function<R, V> view) {
        return answer(
                Position.OF_VERSIONS,
                (after, size) ->
                        fetch.apply(after.version(), size).stream().map(view).toList(),
                version -> Position.of(version.version()),
                Function.identity());
    }

    /**
     * How many items a page has at most.
     *
     * @param limit the parameter; null where it is absent
     * @throws org.sextant.web.problem.ProblemException 400 where it is not a whole number of at least 1
     */
    public static int size(String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        try {
            var requested = Integer.parseInt(limit);
            if (requested >= 1) {
                return Math.min(requested, MAX_LIMIT);
            }
        } catch (NumberFormatException unreadable) {
            throw Violations.ofParameter("limit", "must be a whole number of at least 1");
        }
        throw Violations.ofParameter("limit", "must be a whole number of at least 1");
    }

    /** A cursor is valid only for the list and the filters of the page that returned the cursor. */
    private String scope() {
        var filters = new TreeMap<>(uri.getQueryParameters());
        filters.remove("limit");
        filters.remove("cursor");
        return uri.getPath() + filters;
    }

    /**
     * The {@code Link} to the next page: the same address with another cursor.
     *
     * @param parameter the name of the parameter that takes the cursor
     */
    public static String link(UriInfo uri, String parameter, String next) {
        var query = new StringJoiner("&");
        uri.getQueryParameters().forEach((name, values) -> {
            if (!name.equals(parameter)) {
                values.forEach(value -> query.add(encoded(name) + "=" + encoded(value)));
            }
        });
        return "<" + uri.getPath() + "?" + query.add(parameter + "=" + next) + ">; rel=\"next\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
