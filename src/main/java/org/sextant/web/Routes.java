package org.sextant.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;

/** The paths, methods and roles of the API, from the annotations of the resources. */
@ApplicationScoped
public class Routes {

    private static final String KEY = "sextant.route";

    private final List<Route> routes;

    /** By the number of segments of the path. */
    private final Map<Integer, List<Route>> byLength;

    Routes(BeanManager beans) {
        routes = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(Routes::of)
                // As JAX-RS chooses: a word before a parameter.
                .sorted(Comparator.comparing(route -> Collections.frequency(route.segments(), "")))
                .toList();
        byLength = routes.stream()
                .collect(Collectors.groupingBy(route -> route.segments().size()));
    }

    /**
     * One operation.
     *
     * @param template the path, with the names of its parameters in braces
     * @param segments the segments of the path; empty where a parameter stands
     * @param method the HTTP method
     * @param success the status of success
     * @param roles the roles that may call the operation; empty where the operation needs no token
     * @param queryParameters the names of the query parameters that the operation reads
     * @param urgency how urgent the operation is in times of overload
     * @param consumes the media types of bodies that the operation reads; empty where the operation reads no body
     * @param produces the media types of its answers
     * @param streamsBody true where the operation reads a body of any length piece by piece
     */
    public record Route(
            String template,
            List<String> segments,
            String method,
            int success,
            Set<String> roles,
            Set<String> queryParameters,
            Urgency.Level urgency,
            List<String> consumes,
            List<String> produces,
            boolean streamsBody) {

        /** The first segment, before the slash that each path begins with, is empty. */
        private boolean isAt(List<String> path) {
            return IntStream.range(1, segments.size())
                    .allMatch(i -> segments.get(i).isEmpty()
                            ? !path.get(i).isEmpty()
                            : segments.get(i).equals(path.get(i)));
        }
    }

    /** The operation that a request calls; empty where no operation has its method and path. */
    public static Optional<Route> of(RoutingContext request) {
        return Optional.ofNullable(request.get(KEY));
    }

    /** Looks up the operation of a request, once, for all later readers of {@link #of}. */
    void resolve(RoutingContext request) {
        var method = request.request().method().name();
        // A HEAD is answered by the operation of the GET.
        find(
                        method.equals("HEAD") ? "GET" : method,
                        String.valueOf(request.request().path()))
                .ifPresent(route -> request.put(KEY, route));
    }

    /** The operation of a request; empty where no operation has this method and path. */
    public Optional<Route> find(String method, String path) {
        return at(path).filter(route -> route.method().equals(method)).findFirst();
    }

    /** True where an operation has a path of this form, whatever its method. */
    boolean anyAt(String path) {
        return at(path).findAny().isPresent();
    }

    /** The paths of all operations, with the names of their parameters in braces. */
    List<String> templates() {
        return routes.stream().map(Route::template).distinct().sorted().toList();
    }

    /** The media types of bodies that any operation with this method at the path reads. */
    List<String> consumed(String path, String method) {
        return with(path, method, Route::consumes);
    }

    /** The media types of the answers of any operation with this method at the path. */
    List<String> produced(String path, String method) {
        return with(path, method, Route::produces);
    }

    private List<String> with(String path, String method, Function<Route, List<String>> types) {
        return at(path).filter(route -> route.method().equals(method))
                .flatMap(route -> types.apply(route).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The methods of a path, as the value of an {@code Allow} header. */
    String allowed(String path) {
        return at(path).map(Route::method).distinct().sorted().collect(Collectors.joining(", "));
    }

    /** The roles that may call any operation with this method at the path. */
    Set<String> roles(String path, String method) {
        return at(path).filter(route -> route.method().equals(method))
                .flatMap(route -> route.roles().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Route> at(String path) {
        var segments = segments(path);
        return byLength.getOrDefault(segments.size(), List.of()).stream().filter(route -> route.isAt(segments));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static Stream<Route> of(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(verb -> verb != null)
                        .map(verb -> route(template(resource, method), method, verb.value())));
    }

    private static Route route(String template, Method method, String verb) {
        return new Route(
                template,
                segments(template.replaceAll("\\{[^}]+}", "")),
                verb,
                success(method),
                roles(method),
                queryParameters(method),
                urgency(method),
                mediaTypes(method, Consumes.class, Consumes::value),
                mediaTypes(method, Produces.class, Produces::value),
                streamsBody(method));
    }

    private static String template(Class<?> resource, Method method) {
        var suffix = method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
        return resource.getAnnotation(Path.class).value() + suffix;
    }

    private static int success(Method method) {
        return method.isAnnotationPresent(APIResponseSchema.class)
                ? Integer.parseInt(method.getAnnotation(APIResponseSchema.class).responseCode())
                : 200;
    }

    private static Urgency.Level urgency(Method method) {
        return Stream.of(method, method.getDeclaringClass())
                .filter(element -> element.isAnnotationPresent(Urgency.class))
                .map(element -> element.getAnnotation(Urgency.class).value())
                .findFirst()
                .orElse(Urgency.Level.ORDINARY);
    }

    private static <A extends Annotation> List<String> mediaTypes(
            Method method, Class<A> annotation, Function<A, String[]> values) {
        return Stream.<AnnotatedElement>of(method, method.getDeclaringClass())
                .filter(element -> element.isAnnotationPresent(annotation))
                .map(element -> values.apply(element.getAnnotation(annotation)))
                .findFirst()
                .map(types -> Arrays.stream(types)
                        .map(type -> type.replaceFirst(";.*", ""))
                        .toList())
                .orElse(List.of());
    }

    private static boolean streamsBody(Method method) {
        return List.of(method.getParameterTypes()).contains(InputStream.class);
    }

    private static Set<String> queryParameters(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? queryParameters(parameter.getType())
                        : Stream.of(parameter)
                                .filter(candidate -> candidate.isAnnotationPresent(RestQuery.class))
                                .map(Parameter::getName))
                .collect(Collectors.toSet());
    }

    private static Stream<String> queryParameters(Class<?> bean) {
        return Arrays.stream(bean.getDeclaredFields())
                .flatMap(field -> field.isAnnotationPresent(BeanParam.class)
                        ? queryParameters(field.getType())
                        : Stream.of(field)
                                .filter(candidate -> candidate.isAnnotationPresent(RestQuery.class))
                                .map(Field::getName));
    }

    private static Set<String> roles(Method method) {
        return method.isAnnotationPresent(RolesAllowed.class)
                ? Set.of(method.getAnnotation(RolesAllowed.class).value())
                : Set.of();
    }
}
