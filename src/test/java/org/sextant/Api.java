package org.sextant;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import org.eclipse.microprofile.config.ConfigProvider;

/** Calls the service as somebody, and holds every answer to the committed contract. */
public final class Api {

    private static final OpenApiValidationFilter ANSWERS_KEEP_THE_CONTRACT =
            new OpenApiValidationFilter(OpenApiInteractionValidator.createFor(
                            Path.of("openapi", "openapi.yaml").toAbsolutePath().toString())
                    .withLevelResolver(LevelResolver.create()
                            .withLevel("validation.request", Level.IGNORE)
                            .build())
                    .build());

    private Api() {}

    /** A request of someone with this role in the first demo clinic. */
    public static RequestSpecification as(String role) {
        return with(token("demo-tokens.json", role));
    }

    /** A request of someone with this role in another clinic. */
    public static RequestSpecification elsewhereAs(String role) {
        return with(token("demo-tokens-2.json", role));
    }

    /** A request with this token. */
    public static RequestSpecification with(String token) {
        return unchecked().header("Authorization", "Bearer " + token).filter(ANSWERS_KEEP_THE_CONTRACT);
    }

    /** A request that the contract does not know, such as one of an odd path. */
    public static RequestSpecification unchecked() {
        return given().contentType(ContentType.JSON);
    }

    /** A demo token of the first clinic. */
    public static String token(String role) {
        return token("demo-tokens.json", role);
    }

    /** A demo token of the other clinic. */
    public static String elsewhereToken(String role) {
        return token("demo-tokens-2.json", role);
    }

    private static String token(String file, String role) {
        var directory = ConfigProvider.getConfig().getValue(ServiceUnderTest.DIRECTORY, String.class);
        return JsonPath.from(Path.of(directory, file).toFile()).getString(role);
    }

    /** Asserts that an answer is a problem document of this kind. */
    public static ValidatableResponse isProblem(ValidatableResponse answer, int status, String slug) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug))
                .body("status", equalTo(status))
                .body("title", not(emptyOrNullString()))
                .body("detail", not(emptyOrNullString()));
    }
}
