package org.sextant.record.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sextant.identity.Caller;
import org.sextant.record.RecordOrder;
import org.sextant.web.QueryText;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemMappers;
import org.sextant.web.problem.Violations;

/** Groups the items of a tablet by kind and parent, and records each group in a separate transaction. */
@ApplicationScoped
class SyncService {

    private static final String TYPE = "type";
    private static final String KINDS = Stream.of(Kind.values()).map(Kind::name).collect(Collectors.joining(", "));

    private final Map<Kind, Intake<?>> intakes = new EnumMap<>(Kind.class);
    private final Batch batch;
    private final Caller caller;
    private final MeterRegistry metrics;

    SyncService(@All List<Intake<?>> intakes, Batch batch, Caller caller, MeterRegistry metrics) {
        intakes.forEach(intake -> this.intakes.put(intake.kind(), intake));
        this.batch = batch;
        this.caller = caller;
        this.metrics = metrics;
    }

    /**
     * The items of one transaction: one kind, one parent. Parts are recorded in the order of locks: courses before
     * sessions, then by id in the order of the database.
     */
    private record Part(Intake<?> intake, UUID parent) {

        static final Comparator<Part> IN_ORDER_OF_LOCKS = Comparator.<Part, Boolean>comparing(
                        part -> !part.intake().kind().ofCourse())
                .thenComparing(Part::parent, RecordOrder.IDS)
                .thenComparing(part -> part.intake().kind());
    }

    /** One result for each item, in the order of {@code items}; {@code instance} is the called path. */
    ItemResults sync(List<JsonNode> items, String instance) {
        var results = new ArrayList<ItemResult>();
        var parts = new LinkedHashMap<Part, List<SentItem>>();
        for (var i = 0; i < items.size(); i++) {
            var pointer = "/items/" + i;
            try {
                var part = partOf(items.get(i));
                parts.computeIfAbsent(part, none -> new ArrayList<>())
                        .add(new SentItem(i, pointer, contentOf(items.get(i), part)));
            } catch (ProblemException refusal) {
                var item = new SentItem(i, pointer, items.get(i));
                results.add(ItemResult.rejected(item, refusal.at(pointer), instance));
            }
        }
        parts.keySet().stream()
                .sorted(Part.IN_ORDER_OF_LOCKS)
                .forEach(part ->
                        results.addAll(batch.recordAll(parts.get(part), part.parent(), part.intake(), instance)));
        results.sort(Comparator.comparing(ItemResult::index));
        results.forEach(this::count);
        return new ItemResults(results);
    }

    private void count(ItemResult result) {
        metrics.counter("sextant.sync.items", "status", String.valueOf(result.status()))
                .increment();
    }

    private Part partOf(JsonNode item) {
        if (!item.isObject()) {
            throw Violations.of("", "must be an object");
        }
        var intake = intakes.entrySet().stream()
                .filter(known -> known.getKey().name().equals(item.path(TYPE).textValue()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> Violations.of("/type", "must be one of " + KINDS));
        if (intake.roles().stream().noneMatch(caller::is)) {
            throw ProblemMappers.forbidden(
                    intake.roles(), List.of(caller.roles().split(",", -1)));
        }
        return new Part(intake, parentOf(item, intake.kind().parent()));
    }

    private static UUID parentOf(JsonNode item, String member) {
        var parent = item.path(member).textValue();
        if (!QueryText.isUuid(parent)) {
            throw Violations.of("/" + member, "must be a UUID");
        }
        return UUID.fromString(parent);
    }

    /** The members of the create, without the type and the parent's id. */
    private static JsonNode contentOf(JsonNode item, Part part) {
        ObjectNode content = item.deepCopy();
        content.remove(List.of(TYPE, part.intake().kind().parent()));
        return content;
    }
}
