package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A demo on a PostgreSQL that somebody named. */
@ExtendWith(TwoReplicas.class)
@ResourceLock(TwoReplicas.LOCK)
class NamedDatabaseIT {

    @Test
    void startsNothingOfItsOwnWhereADatabaseIsNamed(Replicas replicas) {
        var own = replicas.directoryOf(0);
        var nurse = JsonPath.from(own.resolve("demo-tokens.json").toFile()).getString("NURSE");

        given().baseUri(replicas.address(0).toString())
                .header("Authorization", "Bearer " + nurse)
                .get("/v1/protocols")
                .then()
                .statusCode(200);
        assertThat(own.resolve("postgres")).doesNotExist();
    }
}
