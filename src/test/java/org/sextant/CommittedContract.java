package org.sextant;

import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.oas.models.OpenAPI;
import java.nio.file.Path;

/** The contract as it is committed, parsed once for all tests that read its operations. */
public final class CommittedContract {

    public static final Path FILE = Path.of("openapi", "openapi.yaml");

    private static final OpenAPI PARSED =
            new OpenAPIParser().readLocation(FILE.toString(), null, null).getOpenAPI();

    private CommittedContract() {}

    /** To be read only. */
    public static OpenAPI parsed() {
        return PARSED;
    }
}
