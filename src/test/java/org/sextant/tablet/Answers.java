package org.sextant.tablet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import org.sextant.client.ApiException;

/** What an answer that is not a success means to a tablet. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    enum Meaning {
        /** Nothing is known, or the server has no time: the same request again. */
        AGAIN,
        /** The same with a fresh token. */
        SIGN_IN,
        /** The same request will never be taken. */
        FINAL
    }

    static Meaning meaning(ApiException failure) {
        return switch (failure.getCode()) {
            // No answer: the request or the answer was lost, nobody knows which.
            case 0, 408, 429 -> Meaning.AGAIN;
            case 401, 403 -> Meaning.SIGN_IN;
            // With Retry-After: the first copy of the request is still being carried out.
            case 409 -> retryAfter(failure).isZero() ? Meaning.FINAL : Meaning.AGAIN;
            default -> failure.getCode() >= 500 ? Meaning.AGAIN : Meaning.FINAL;
        };
    }

    /** How long the server asks to wait; zero where it does not ask. */
    static Duration retryAfter(ApiException failure) {
        return failure.getResponseHeaders() == null
                ? Duration.ZERO
                : failure.getResponseHeaders()
                        .firstValue("Retry-After")
                        .filter(seconds -> seconds.matches("\\d{1,6}"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .orElse(Duration.ZERO);
    }

    /** True where the record is good, and only the session is not checked in yet. */
    static boolean notYet(ApiException failure) {
        return failure.getCode() == 409
                && problem(failure).equals("/problems/wrong-state")
                && body(failure).path("currentStatus").asText().equals("SCHEDULED");
    }

    /** The type of the problem; the bare status where the answer is not from the service but from something between. */
    static String problem(ApiException failure) {
        return body(failure).path("type").asText(String.valueOf(failure.getCode()));
    }

    private static JsonNode body(ApiException failure) {
        try {
            return JSON.readTree(failure.getResponseBody() == null ? "" : failure.getResponseBody());
        } catch (JsonProcessingException foreign) {
            return MissingNode.getInstance();
        }
    }
}
