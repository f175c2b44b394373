package org.sextant.access.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ADMIN;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Database;

@QuarkusTest
class TokenRevocationResourceTest {

    private static final UUID CLINIC = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");

    @jakarta.inject.Inject
    RevocationCache cache;

    @Test
    void aRevocationIsKeptNamedAndAudited() throws Exception {
        var sub = "nurse-" + UUID.randomUUID();
        var id = as(ADMIN)
                .body("{\"sub\": \"%s\", \"reason\": \"Tablet lost\"}".formatted(sub))
                .post("/v1/token-revocations")
                .then()
                .statusCode(201)
                .body("sub", equalTo(sub))
                .body("jti", nullValue())
                .body("recordedBy", equalTo("demo-admin"))
                .extract()
                .<String>path("id");

        as(ADMIN).get("/v1/token-revocations/{id}", id).then().statusCode(200).body("reason", equalTo("Tablet lost"));
        isProblem(elsewhereAs(ADMIN).get("/v1/token-revocations/{id}", id).then(), 404, "not-found");
        assertThat(Database.number(
                        "SELECT count(*) FROM audit_log WHERE action = 'token_revocation.created' AND resource_id = ?",
                        id))
                .isEqualTo(1);
    }

    @Test
    void itCountsHereAtOnceForItsClinicOnly() throws Exception {
        var jti = UUID.randomUUID().toString();
        as(ADMIN)
                .body("{\"jti\": \"%s\", \"reason\": \"Sent to the wrong address\"}".formatted(jti))
                .post("/v1/token-revocations")
                .then()
                .statusCode(201);

        var deadline = System.nanoTime() + 60_000_000_000L;
        while (!cache.include(CLINIC, jti, "nurse", Instant.EPOCH)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
        assertThat(cache.include(OTHER, jti, "nurse", Instant.EPOCH)).isFalse();
    }

    @Test
    void theSameAgainIsTheSame() {
        var body =
                "{\"id\": \"%s\", \"jti\": \"%s\", \"reason\": \"x\"}".formatted(UUID.randomUUID(), UUID.randomUUID());
        as(ADMIN).body(body).post("/v1/token-revocations").then().statusCode(201);

        as(ADMIN)
                .body(body)
                .post("/v1/token-revocations")
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", "true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\": \"x\"}",
                "{\"jti\": \"a\", \"sub\": \"b\", \"reason\": \"x\"}",
                "{\"jti\": \"\", \"reason\": \"x\"}",
                "{\"jti\": \"a\"}",
                "{\"jti\": \"a\", \"reason\": \" \"}",
                "{\"jti\": 7, \"reason\": \"x\"}",
                "{\"jti\": \"a\", \"reason\": \"x\", \"clinic\": \"22222222-2222-4222-8222-222222222222\"}"
            })
    void whatNamesNoneOrBothIsRefused(String body) {
        isProblem(as(ADMIN).body(body).post("/v1/token-revocations").then(), 422, "invalid");
    }
}
