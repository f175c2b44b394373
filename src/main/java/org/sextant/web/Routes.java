package org.sextant.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestQuery;

/** The paths, methods and roles of the API, as the resources' annotations state them. */
@ApplicationScoped
public class Routes {

    private final List<Route> routes;

    Routes(BeanManager beans) {
        routes = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(Routes::of)
                .toList();
    }

    /**
     * One operation.
     *
     * @param template its path, with the names of what varies in braces
     * @param success the status that says that it was done
     * @param roles who may call it; none where it is open to everyone
     * @param queryParameters the names of those it reads
     */
    public record Route(
            String template,
            Pattern path,
            String method,
            int success,
            Set<String> roles,
            Set<String> queryParameters) {}

    /** The operation that a request is of; empty where there is none. */
    public Optional<Route> find(String method, String path) {
        return at(path).filter(route -> route.method().equals(method)).findFirst();
    }

    /** The methods a path has, for an {@code Allow} header. */
    String allowed(String path) {
        return at(path).map(Route::method).distinct().sorted().collect(Collectors.joining(", "));
    }

    /** The roles that may call any operation with this method at the path. */
    Set<String> roles(String path, String method) {
        return at(path).filter(route -> route.method().equals(method))
                .flatMap(route -> route.roles().stream())
                .collect(Collectors.toSet());
    }

    private Stream<Route> at(String path) {
        return routes.stream().filter(route -> route.path().matcher(path).matches());
    }

    private static Stream<Route> of(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(verb -> verb != null)
                        .map(verb -> route(template(resource, method), method, verb.value())));
    }

    private static Route route(String template, Method method, String verb) {
        var path = Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
        return new Route(template, path, verb, success(method), roles(method), queryParameters(method));
    }

    private static String template(Class<?> resource, Method method) {
        var own = method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
        return resource.getAnnotation(Path.class).value() + own;
    }

    private static int success(Method method) {
        return method.isAnnotationPresent(APIResponseSchema.class)
                ? Integer.parseInt(method.getAnnotation(APIResponseSchema.class).responseCode())
                : 200;
    }

    private static Set<String> queryParameters(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? queryParameters(parameter.getType())
                        : Stream.of(parameter)
                                .filter(one -> one.isAnnotationPresent(RestQuery.class))
                                .map(Parameter::getName))
                .collect(Collectors.toSet());
    }

    private static Stream<String> queryParameters(Class<?> bean) {
        return Arrays.stream(bean.getDeclaredFields())
                .flatMap(field -> field.isAnnotationPresent(BeanParam.class)
                        ? queryParameters(field.getType())
                        : Stream.of(field)
                                .filter(one -> one.isAnnotationPresent(RestQuery.class))
                                .map(Field::getName));
    }

    private static Set<String> roles(Method method) {
        return method.isAnnotationPresent(RolesAllowed.class)
                ? Set.of(method.getAnnotation(RolesAllowed.class).value())
                : Set.of();
    }
}
