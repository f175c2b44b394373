package org.sextant.record.idempotency;

import io.vertx.core.http.HttpServerRequest;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.sextant.record.ContentHash;
import org.sextant.web.problem.Violations;

/**
 * A request with an idempotency key.
 *
 * @param key the client's key, 1 to 255 visible ASCII characters
 * @param fingerprint hash of method, path, form and parsed body, which distinguishes a repetition from another request
 */
record KeyedRequest(String key, String fingerprint) {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** The annotations of a method's parameters that are not the body. */
    private static final Set<Class<? extends Annotation>> NOT_THE_BODY =
            Set.of(RestPath.class, RestQuery.class, RestHeader.class, BeanParam.class, Context.class);

    /**
     * The keyed request of a call of a resource's method; empty where the request has no key.
     *
     * @param form the form of records that the caller's role may see, so that no caller gets the form of another role
     * @throws org.sextant.web.problem.ProblemException 400 where the key is invalid or sent twice
     */
    static Optional<KeyedRequest> of(HttpServerRequest request, InvocationContext call, String form) {
        var keys = request.headers().getAll(HEADER);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1 || !VISIBLE_ASCII.matcher(keys.get(0)).matches()) {
            throw Violations.ofParameter(HEADER, "must be 1 to 255 visible ASCII characters, and sent once");
        }
        var content = List.of(request.method().name(), request.uri(), form, body(call));
        return Optional.of(new KeyedRequest(keys.get(0), ContentHash.of(content)));
    }

    private static List<Object> body(InvocationContext call) {
        var parameters = call.getMethod().getParameters();
        return IntStream.range(0, parameters.length)
                .filter(i -> Arrays.stream(parameters[i].getAnnotations())
                        .noneMatch(annotation -> NOT_THE_BODY.contains(annotation.annotationType())))
                .mapToObj(i -> call.getParameters()[i])
                .filter(body -> body != null)
                .toList();
    }
}
