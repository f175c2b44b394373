package org.sextant.record.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.exception.ConstraintViolationException;
import org.sextant.record.CreateResult;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.PendingCreate;
import org.sextant.record.device.DeviceTime;
import org.sextant.web.BodyReader;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ExceptionTranslator;
import org.sextant.web.problem.ProblemException;

/** Takes in items of one kind that belong together, with a result for each. A bad item harms no neighbour. */
@ApplicationScoped
public class Batch {

    private static final int ATTEMPTS = 3;

    private final BodyReader bodies;
    private final IdempotentCreate creation;
    private final DeviceTime deviceTime;

    Batch(BodyReader bodies, IdempotentCreate creation, DeviceTime deviceTime) {
        this.bodies = bodies;
        this.creation = creation;
        this.deviceTime = deviceTime;
    }

    /** An item that could be read, and its place among the results. */
    private record ReadItem<Q>(int place, SentItem item, PendingCreate<Q> candidate) {}

    /**
     * The contents of a member, all of one kind and one session or course.
     *
     * @param member of the body that they stand in
     * @param instance the path that was called
     */
    public <Q extends Sendable> ItemResults take(
            String member, List<JsonNode> contents, UUID parent, Intake<Q> intake, String instance) {
        var items = IntStream.range(0, contents.size())
                .mapToObj(i -> new SentItem(i, "/" + member + "/" + i, contents.get(i)))
                .toList();
        return new ItemResults(take(items, parent, intake, instance));
    }

    /** The same of items that stand anywhere, in any order; the results are in the same one. */
    <Q extends Sendable> List<ItemResult> take(List<SentItem> items, UUID parent, Intake<Q> intake, String instance) {
        // What is wrong with the request is no item's fault.
        deviceTime.requireReadable();
        var readable = new ArrayList<ReadItem<Q>>();
        var results = new ItemResult[items.size()];
        for (var i = 0; i < items.size(); i++) {
            var item = items.get(i);
            try {
                var before = readable.isEmpty()
                        ? null
                        : readable.get(readable.size() - 1).candidate();
                readable.add(new ReadItem<>(i, item, candidate(item, parent, intake, before)));
            } catch (RuntimeException unreadable) {
                results[i] = ItemResult.rejected(item, refusal(unreadable).at(item.pointer()), instance);
            }
        }
        var taken = readable.isEmpty()
                ? List.<CreateResult>of()
                : recordAll(parent, readable.stream().map(ReadItem::candidate).toList(), intake);
        for (var i = 0; i < readable.size(); i++) {
            var one = readable.get(i);
            results[one.place()] = result(one, taken.get(i), instance);
        }
        return List.of(results);
    }

    /** @param before the one before it, or null */
    private <Q extends Sendable> PendingCreate<Q> candidate(
            SentItem item, UUID parent, Intake<Q> intake, PendingCreate<Q> before) {
        var request = bodies.read(item.content(), intake.request());
        request.check();
        return creation.candidate(request.id(), List.of(parent, request), request, before);
    }

    /** An id that somebody else took for another session meanwhile is found there when one looks again. */
    private static <Q extends Sendable> List<CreateResult> recordAll(
            UUID parent, List<PendingCreate<Q>> candidates, Intake<Q> intake) {
        for (var attempt = 1; ; attempt++) {
            try {
                return intake.recordAll(parent, candidates);
            } catch (RuntimeException failure) {
                if (IdempotentCreate.inTransaction()) {
                    throw failure;
                }
                if (!(failure instanceof ConstraintViolationException) || attempt == ATTEMPTS) {
                    return Collections.nCopies(candidates.size(), CreateResult.refused(refusal(failure)));
                }
            }
        }
    }

    private static ProblemException refusal(RuntimeException failure) {
        var refusal = ExceptionTranslator.of(failure);
        if (refusal.type().equals(CommonProblem.INTERNAL)) {
            Log.error("Items could not be taken in", failure);
        }
        return refusal;
    }

    private static ItemResult result(ReadItem<?> one, CreateResult taken, String instance) {
        if (taken.refusal() != null) {
            return ItemResult.rejected(one.item(), taken.refusal().at(one.item().pointer()), instance);
        }
        var record = one.candidate().provenance();
        return taken.replayed() ? ItemResult.replayed(one.item(), record) : ItemResult.created(one.item(), record);
    }
}
