package org.sextant.web.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sextant.ServiceClasses;

@QuarkusTest
class ProblemPagesTest {

    private static final Path INDEX = Path.of("src", "main", "resources", "problems", "index.html");

    private static final String HEAD = """
            <h1>Problems</h1>
            <p>Each error is a problem document (RFC 9457). Its <code>type</code> is one of these kinds, and leads to a page that\
             says what the kind means and what to do.</p>
            <table>
            <tr><th>type</th><th>status</th><th>title</th></tr>
            """;

    @Test
    void everyKindOfProblemInTheCodeHasItsPage() {
        var types = allTypes();

        assertThat(types).hasSizeGreaterThan(20).extracting(ProblemType::slug).doesNotHaveDuplicates();
        types.forEach(type -> given().get("/problems/{slug}", type.slug())
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("<h1>" + type.title() + "</h1>"))
                .body(containsString("HTTP status " + type.status())));
    }

    /** Mend with {@code -Dsextant.docs.write=true}, which writes the list anew. */
    @Test
    void theListNamesEachKindWithAnAnchor() throws IOException {
        var rows = allTypes().stream()
                .sorted(Comparator.comparing(ProblemType::status).thenComparing(ProblemType::slug))
                .map(type -> "<tr id=\"%2$s\"><td><a href=\"%1$s\">%1$s</a></td><td>%3$d</td><td>%4$s</td></tr>\n"
                        .formatted(type.path(), type.slug(), type.status(), type.title()))
                .collect(Collectors.joining());
        var list = HEAD + rows + "</table>\n";
        if (Boolean.getBoolean("sextant.docs.write")) {
            Files.writeString(INDEX, list);
        }

        assertThat(INDEX).hasContent(list);
        var page = given().get("/problems").then().statusCode(200).contentType("text/html");
        assertThat(page.extract().asString()).contains(rows);
        isStatic(page);
        isStatic(given().get("/problems/stale").then().statusCode(200));
    }

    /** The first page tells somebody who has just started the service what it is, and how to go on. */
    @Test
    void theFirstPageIsForPeople() {
        var page = given().get("/").then().statusCode(200).contentType("text/html");

        assertThat(page.extract().asString())
                .contains("<h1>Sextant</h1>", "not a medical device", "href=\"/q/swagger-ui/\"", "href=\"/q/openapi\"")
                .contains("href=\"/problems\"", "quarkus-run.jar token NURSE", "Authorization: Bearer $TOKEN");
        isStatic(page);
        given().head("/").then().statusCode(200);
    }

    /** No page loads or runs anything, and a browser would not let it. */
    private static void isStatic(ValidatableResponse page) {
        page.header(
                "Content-Security-Policy",
                matchesPattern(
                        "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'"));
        assertThat(page.extract().asString())
                .doesNotContainIgnoringCase("<script", "javascript:", " onclick", " onload", " src=");
    }

    @Test
    void whatIsNoKindOfProblemHasNone() {
        for (var slug : List.of("nonsense", "index", "Wrong-State", "a".repeat(300))) {
            given().get("/problems/{slug}", slug).then().statusCode(404).contentType("application/problem+json");
        }
    }

    private static List<ProblemType> allTypes() {
        return ServiceClasses.all().stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(ProblemType.class)
                        && field.getModifiers().contains(JavaModifier.STATIC))
                .map(ProblemPagesTest::value)
                .toList();
    }

    private static ProblemType value(JavaField field) {
        try {
            var reflected = field.reflect();
            reflected.setAccessible(true);
            return (ProblemType) reflected.get(null);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
