package org.sextant.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paths, methods and roles of the API, as the resources' annotations state them. */
@ApplicationScoped
class Routes {

    private final List<Route> routes;

    Routes(BeanManager beans) {
        routes = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(Routes::of)
                .toList();
    }

    /** One operation; no roles where it is open to everyone. */
    private record Route(Pattern path, String method, Set<String> roles) {}

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
                        .map(verb -> new Route(pattern(resource, method), verb.value(), roles(method))));
    }

    private static Pattern pattern(Class<?> resource, Method method) {
        var own = method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
        return Pattern.compile((resource.getAnnotation(Path.class).value() + own).replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private static Set<String> roles(Method method) {
        return method.isAnnotationPresent(RolesAllowed.class)
                ? Set.of(method.getAnnotation(RolesAllowed.class).value())
                : Set.of();
    }
}
