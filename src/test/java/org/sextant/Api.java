package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final WithoutScripts WITHOUT_SCRIPTS = new WithoutScripts();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of each file, by role. */
    private static final Map<Path, Map<String, String>> TOKENS = new ConcurrentHashMap<>();

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
        return given().contentType(ContentType.JSON).filter(WITHOUT_SCRIPTS);
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
        return TOKENS.computeIfAbsent(Path.of(directory, file), Api::tokens).get(role);
    }

    private static Map<String, String> tokens(Path file) {
        return JsonPath.from(file.toFile()).getMap("");
    }

    /** Asserts that an answer is a problem document of this kind. */
    public static ValidatableResponse isProblem(ValidatableResponse answer, int status, String slug) {
        answer.statusCode(status).contentType("application/problem+json");
        assertThat(json(answer))
                .containsEntry("type", "/problems/" + slug)
                .containsEntry("status", status)
                .hasEntrySatisfying("title", title -> assertThat((String) title).isNotBlank())
                .hasEntrySatisfying(
                        "detail", detail -> assertThat((String) detail).isNotBlank());
        return answer;
    }

    /** The body as it was sent, an object. A path into it, as REST Assured takes it, is a script that is compiled first. */
    public static Map<String, Object> json(ValidatableResponse answer) {
        try {
            return JSON.readValue(answer.extract().asString(), new TypeReference<>() {});
        } catch (JsonProcessingException failure) {
            throw new AssertionError("No JSON object: " + answer.extract().asString(), failure);
        }
    }
}
