package org.sextant.web.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sextant.ServiceClasses;

@QuarkusTest
class ProblemPagesTest {

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

    @Test
    void whatIsNoKindOfProblemHasNone() {
        for (var slug : List.of("nonsense", "Wrong-State", "a".repeat(300))) {
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
