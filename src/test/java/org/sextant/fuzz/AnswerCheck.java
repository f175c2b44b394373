package org.sextant.fuzz;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sextant.CommittedContract;
import org.sextant.fuzz.Wire.Answer;

/** What holds for every answer, whatever was sent. */
final class AnswerCheck {

    /** Of the server, before the operation is known: allowed for each operation. */
    private static final Set<Integer> COMMON = Set.of(400, 401, 404, 405, 408, 413, 414, 415, 417, 431, 501);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenApiInteractionValidator CONTRACT = OpenApiInteractionValidator.createFor(
                    CommittedContract.FILE.toAbsolutePath().toString())
            .build();

    private AnswerCheck() {}

    /** What is wrong with an answer. */
    static Optional<String> flaw(ContractOperation operation, Message message, Answer answer) {
        if (message.framing().leaves()) {
            return Optional.empty();
        }
        if (answer.status() == 0) {
            return Optional.of("no answer");
        }
        if (answer.status() >= 500 && answer.status() != 501) {
            return Optional.of("status " + answer.status());
        }
        if (answer.status() == 401 && message.isOfAKnownCaller()) {
            return Optional.of("a good token is refused");
        }
        if (!answer.headers().containsKey("x-request-id")) {
            return Optional.of("no request id");
        }
        if (answer.status() >= 400) {
            return flawOfProblem(operation, message, answer);
        }
        return message.method().equals(operation.method()) ? flawOfSuccess(operation, answer) : Optional.empty();
    }

    private static Optional<String> flawOfProblem(ContractOperation operation, Message message, Answer answer) {
        var status = answer.status();
        if (!answer.contentType().equals("application/problem+json")) {
            return Optional.of(status + " of the type '" + answer.contentType() + "'");
        }
        if (!message.method().equals(operation.method())) {
            return isProblem(answer) ? Optional.empty() : Optional.of("no problem document: " + answer.text());
        }
        if (operation.statuses().contains(String.valueOf(status))) {
            return flawByContract(operation, answer);
        }
        // A path that leads elsewhere, or a request that no operation has seen.
        if (!COMMON.contains(status)) {
            return Optional.of("undocumented status " + status);
        }
        return isProblem(answer) ? Optional.empty() : Optional.of("no problem document: " + answer.text());
    }

    private static boolean isProblem(Answer answer) {
        try {
            var problem = JSON.readTree(answer.text());
            return problem.path("status").asInt() == answer.status()
                    && problem.path("type").asText().startsWith("/problems/")
                    && problem.path("title").isTextual()
                    && problem.path("detail").isTextual()
                    && problem.path("instance").isTextual();
        } catch (JsonProcessingException unreadable) {
            return false;
        }
    }

    private static Optional<String> flawOfSuccess(ContractOperation operation, Answer answer) {
        if (!operation.statuses().contains(String.valueOf(answer.status()))) {
            return Optional.of("undocumented status " + answer.status());
        }
        if (answer.contentType().startsWith("application/x-ndjson")) {
            return answer.text().lines().allMatch(AnswerCheck::isJson)
                    ? Optional.empty()
                    : Optional.of("a line that is no JSON: " + answer.text());
        }
        return answer.contentType().startsWith("application/json")
                ? flawByContract(operation, answer)
                : Optional.empty();
    }

    private static Optional<String> flawByContract(ContractOperation operation, Answer answer) {
        var response = SimpleResponse.Builder.status(answer.status())
                .withContentType(answer.contentType())
                .withBody(answer.text());
        answer.headers().forEach((name, value) -> {
            if (!name.equals("content-type")) {
                response.withHeader(name, value);
            }
        });
        var report = CONTRACT.validateResponse(
                operation.path().replaceAll("[{}]", ""), Method.valueOf(operation.method()), response.build());
        var flaws = report.getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .map(message -> message.getKey() + " " + message.getMessage())
                .collect(Collectors.joining("; "));
        return flaws.isEmpty() ? Optional.empty() : Optional.of("against the contract: " + flaws);
    }

    private static boolean isJson(String line) {
        try {
            return JSON.readTree(line).isContainerNode();
        } catch (JsonProcessingException no) {
            return false;
        }
    }
}
