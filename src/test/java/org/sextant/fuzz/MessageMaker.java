package org.sextant.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sextant.identity.Role;

/** Makes messages for the operations of the contract: good ones, and ones that are spoilt in one part or another. */
final class MessageMaker {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY");
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Content-Type",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Device-Time",
            "Emergency-Access",
            "Accept-Encoding",
            "Content-Encoding",
            "X-Forwarded-For",
            "Accept-Language",
            "Range",
            "If-Modified-Since",
            "Cookie");

    private static final List<Framing> FRAMINGS = List.of(
            Framing.NONE,
            Framing.PIECES,
            Framing.CHUNKED,
            Framing.TRAILERS,
            Framing.BAD_CHUNK,
            Framing.TORN_HEAD,
            Framing.TORN,
            Framing.TORN_CHUNK);

    private final Dice dice;
    private final List<String> lines;
    private final Values values;
    private final Mutations mutations;
    private String named = "none:0";

    /** @param lines patterns for the bodies of imports */
    MessageMaker(Dice dice, List<String> lines) {
        this.dice = dice;
        this.lines = lines;
        this.values = new Values(dice);
        this.mutations = new Mutations(dice);
    }

    Message of(ContractOperation operation) {
        var method = dice.percent(2) ? dice.one(METHODS) : operation.method();
        var head = method + " " + path(operation) + query(operation) + " HTTP/1.1\n" + headers(operation);
        if (operation.schema() == null) {
            return dice.percent(2) ? new Message(head, "{}", Framing.LENGTH) : new Message(head, "", Framing.NONE);
        }
        var body = body(operation);
        return new Message(head, body, framing(body));
    }

    private String path(ContractOperation operation) {
        var path = operation.path();
        for (var parameter : operation.in("path")) {
            path = path.replace("{" + parameter.getName() + "}", identifier(operation, parameter));
        }
        return path;
    }

    private String identifier(ContractOperation operation, Parameter parameter) {
        var how = dice.below(100);
        if (how < 4) {
            return Message.utf8(dice.one(Hostile.IN_ADDRESSES)).replace("#", "").replace(" ", "%20");
        }
        named = operation.kindOf(parameter.getName()) + ":" + dice.below(24);
        return how < 8 ? dice.uuid() : "{{" + named + "}}";
    }

    private String query(ContractOperation operation) {
        var query = new ArrayList<String>();
        for (var parameter : operation.in("query")) {
            if (dice.percent(25)) {
                query.add(parameter.getName() + "=" + parameterValue(parameter));
            }
        }
        if (dice.percent(4)) {
            query.add(inAddress() + "=" + inAddress());
        }
        if (!query.isEmpty() && dice.percent(3)) {
            query.add(query.get(0));
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private String parameterValue(Parameter parameter) {
        if (parameter.getName().equals("cursor") || dice.percent(15)) {
            return inAddress();
        }
        var value = values.of(parameter.getSchema()).asText();
        return value.startsWith("{{") ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String inAddress() {
        return dice.one(Hostile.IN_ADDRESSES).replace("#", "%23").replace(" ", "%20");
    }

    private String headers(ContractOperation operation) {
        var fields = new ArrayList<String>();
        fields.add("Host: {{host:}}");
        fields.add("X-Request-Id: {{request:}}");
        fields.add("Authorization: " + authorization(operation));
        var named = new TreeSet<>(List.of("Accept"));
        if (operation.contentType() != null) {
            named.add("Content-Type");
            if (dice.percent(97)) {
                fields.add("Content-Type: " + operation.contentType());
            }
        }
        for (var parameter : operation.in("header")) {
            named.add(parameter.getName());
            if (Boolean.TRUE.equals(parameter.getRequired()) || dice.percent(15)) {
                fields.add(parameter.getName() + ": " + headerValue(parameter.getName()));
            }
        }
        if (dice.percent(10)) {
            var name = dice.percent(70) ? dice.one(List.copyOf(named)) : dice.one(HEADERS);
            fields.add(name + ": " + dice.one(Hostile.IN_HEADERS).replace("\u0000", "\u0001"));
        }
        return fields.stream().map(field -> field + "\n").collect(Collectors.joining());
    }

    private String authorization(ContractOperation operation) {
        if (dice.percent(1)) {
            return dice.one(List.of("", "Bearer", "Bearer ", "Bearer a.b.c", "Basic YTpi", "bearer {{token:NURSE}}x"));
        }
        var allowed = operation.roles().isEmpty() || dice.percent(8) ? Role.ALL : operation.roles();
        return "Bearer {{token:" + dice.one(allowed) + "}}";
    }

    private String headerValue(String name) {
        return switch (name) {
            case "If-Match", "If-None-Match" -> "{{etag:" + named + "}}";
            case "Idempotency-Key" -> dice.percent(50) ? dice.uuid() : "key-" + dice.below(20);
            case "Device-Time" -> "{{now:%d}}".formatted(dice.below(20) - 10);
            default -> "{{emergency-access:%d}}".formatted(dice.below(4));
        };
    }

    private String body(ContractOperation operation) {
        if (operation.contentType().equals("application/x-ndjson")) {
            return imports();
        }
        JsonNode good = operation.example() == null || operation.example().isNull() || dice.percent(60)
                ? values.of(operation.schema())
                : withKnownIds(operation.example());
        if (dice.percent(2)) {
            return Message.utf8(dice.one(Hostile.OTHERS));
        }
        return dice.percent(35) ? Message.utf8(good.toString()) : mutations.spoil(good);
    }

    private JsonNode withKnownIds(JsonNode example) {
        var text = example.toString();
        for (var kind : List.of("patient", "course", "session")) {
            text = text.replaceAll(
                    "\"%sId\":\"[^\"]*\"".formatted(kind),
                    "\"%sId\":\"{{%ss:%d}}\"".formatted(kind, kind, dice.below(24)));
        }
        return tree(text.replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"" + dice.uuid() + "\""));
    }

    private String imports() {
        var body = new StringBuilder();
        for (var i = 1 + dice.below(4); i > 0; i--) {
            var line = tree(dice.one(lines));
            body.append(dice.percent(30) ? Message.utf8(line.toString()) : mutations.spoil(line))
                    .append(dice.one(List.of("\n", "\n", "\n", "\r\n", "\n\n", "")));
        }
        return body.toString();
    }

    private Framing framing(String body) {
        var how = dice.below(100);
        if (how < 80) {
            return Framing.LENGTH;
        }
        return body.isEmpty() ? Framing.NONE : dice.one(FRAMINGS);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(text, impossible);
        }
    }
}
