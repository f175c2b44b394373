package org.sextant.web;

/**
 * Where the API is: the native API, and the same records in FHIR. Each path below needs a token, a place and a row in the
 * audit trail, whether an operation has the path or not.
 */
public final class ApiPaths {

    /** The root of the native API. */
    public static final String NATIVE = "/v1";

    /** The root of the FHIR API, which answers failures as OperationOutcome. */
    public static final String FHIR = "/fhir";

    /** What the FHIR API offers; open to callers without a token. */
    public static final String FHIR_METADATA = FHIR + "/metadata";

    /** Where programs get tokens for the FHIR API; open to callers without a token. */
    public static final String SMART_CONFIGURATION = FHIR + "/.well-known/smart-configuration";

    private ApiPaths() {}

    /** True for each path of an API. */
    public static boolean isOfApi(String path) {
        return path.startsWith(NATIVE) || isFhir(path);
    }

    /** True for each path that is answered only to a caller with a valid token. */
    public static boolean needsToken(String path) {
        return isOfApi(path) && !path.equals(FHIR_METADATA) && !path.equals(SMART_CONFIGURATION);
    }

    /** True for {@link #FHIR} and each path below it. */
    public static boolean isFhir(String path) {
        return path.equals(FHIR) || path.startsWith(FHIR + "/");
    }
}
