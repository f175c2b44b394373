package org.sextant;

import static org.hamcrest.MatcherAssert.assertThat;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import org.hamcrest.Matcher;
import org.sextant.LightPath.Found;

/**
 * Looks into answers without a script where {@link LightPath} can: to compile the scripts of REST Assured took a tenth of
 * the processor time of the tests. All else is left to REST Assured.
 */
final class WithoutScripts implements Filter {

    private static final Set<String> BELOW_ANOTHER_ROOT =
            Set.of("rootPath", "root", "appendRootPath", "appendRoot", "detachRootPath", "detachRoot");

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext further) {
        var response = further.next(request, expected);
        return as(Response.class, new Seen(response, new Body(response)));
    }

    private static <T> T as(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /**
     * One of the types as which REST Assured shows a response.
     *
     * @param itself the object of REST Assured
     */
    private record Seen(Object itself, Body body) implements InvocationHandler {

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            var types = method.getParameterTypes();
            if (method.getName().equals("path") && ((String[]) arguments[1]).length == 0) {
                var found = body.look((String) arguments[0]);
                if (found.isPresent()) {
                    return found.get().value();
                }
            } else if (method.getName().equals("body") && types.length == 3 && types[1] == Matcher.class) {
                var found = body.look((String) arguments[0]);
                if (found.isPresent() && ((Object[]) arguments[2]).length == 0) {
                    assertThat("JSON path " + arguments[0], found.get().value(), matcher(arguments[1]));
                    return proxy;
                }
            }
            return shown(proxy, method, call(method, arguments));
        }

        @SuppressWarnings("unchecked")
        private static Matcher<Object> matcher(Object argument) {
            return (Matcher<Object>) argument;
        }

        private Object call(Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(itself, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }

        private Object shown(Object proxy, Method method, Object result) {
            if (result == itself) {
                // Paths below another root are left to REST Assured from then on.
                return BELOW_ANOTHER_ROOT.contains(method.getName()) ? itself : proxy;
            }
            if (result instanceof ValidatableResponse) {
                return as(ValidatableResponse.class, new Seen(result, body));
            }
            if (result instanceof ExtractableResponse) {
                return as(ExtractableResponse.class, new Seen(result, body));
            }
            return result;
        }
    }

    /** Read once, as REST Assured reads it. */
    private static final class Body {

        private final Response response;
        private Found root;

        Body(Response response) {
            this.response = response;
        }

        /** Nothing where REST Assured has to look. */
        Optional<Found> look(String path) {
            if (!response.contentType().contains("json")) {
                return Optional.empty();
            }
            return LightPath.of(path).flatMap(light -> light.in(root().value()));
        }

        private Found root() {
            if (root == null) {
                root = new Found(response.jsonPath().get("$"));
            }
            return root;
        }
    }
}
