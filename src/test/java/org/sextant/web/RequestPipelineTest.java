package org.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.interceptor.Interceptor;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.junit.jupiter.api.Test;
import org.sextant.ServiceClasses;

class RequestPipelineTest {

    private static final Path PAGE = Path.of("docs", "architecture.md");
    private static final Pattern ROW = Pattern.compile(
            "^\\| \\d+ \\| (server|resource|body|method|service|answer) \\| `(\\w+)` \\| (?:`(\\w+)`|–) \\|",
            Pattern.MULTILINE);
    private static final Pattern ORDER_OF_ITS_OWN =
            Pattern.compile("Priorities\\.|Interceptor\\.Priority|@Priority\\(\\d|priority = \\d");

    private record Step(String kind, String type, String constant) {

        int value() throws ReflectiveOperationException {
            return RequestPipeline.class.getField(constant).getInt(null);
        }
    }

    @Test
    void thePageNamesAllThatRunsRoundARequest() throws IOException {
        assertThat(steps().stream().map(Step::type)).containsExactlyInAnyOrderElementsOf(typesThatRunRoundARequest());
    }

    @Test
    void thePageIsInTheOrderInWhichTheyRun() throws Exception {
        var steps = steps().stream().filter(step -> step.constant() != null).toList();
        for (var i = 1; i < steps.size(); i++) {
            var one = steps.get(i - 1);
            var next = steps.get(i);
            if (one.kind().equals(next.kind())) {
                var outside = one.kind().equals("server") ? next.value() : one.value();
                var inside = one.kind().equals("server") ? one.value() : next.value();
                assertThat(outside).as("%s before %s", one, next).isLessThanOrEqualTo(inside);
            }
        }
    }

    @Test
    void noOtherClassStatesAnOrder() throws IOException {
        try (var sources = Files.walk(Path.of("src", "main", "java"))) {
            var steps = steps().stream().map(Step::type).toList();
            assertThat(sources.filter(
                            file -> steps.contains(file.getFileName().toString().replace(".java", ""))))
                    .hasSameSizeAs(steps)
                    .allSatisfy(file -> assertThat(file).content().doesNotContainPattern(ORDER_OF_ITS_OWN));
        }
    }

    private static List<Step> steps() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> new Step(row.group(1), row.group(2), row.group(3)))
                .toList();
    }

    private static List<String> typesThatRunRoundARequest() {
        return ServiceClasses.all().stream()
                .filter(RequestPipelineTest::runsRoundARequest)
                .map(JavaClass::getSimpleName)
                .toList();
    }

    private static boolean runsRoundARequest(JavaClass type) {
        return type.isAnnotatedWith(Provider.class)
                || type.isAnnotatedWith(Interceptor.class)
                || type.getMethods().stream()
                        .anyMatch(method -> method.isAnnotatedWith(ServerRequestFilter.class)
                                || method.isAnnotatedWith(ServerResponseFilter.class)
                                || method.getRawParameterTypes().stream()
                                        .anyMatch(parameter -> parameter.isEquivalentTo(Filters.class)));
    }
}
