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
import org.sextant.web.problem.LoggableFailure;
import org.sextant.web.problem.ProblemException;

/** Records items of one kind and one parent, with a result for each. An invalid item does not affect other items. */
@ApplicationScoped
public class Batch {

    private static final int ATTEMPTS = 3;

    private final BodyReader bodies;
    private final IdempotentCreate creates;
    private final DeviceTime deviceTime;

    Batch(BodyReader bodies, IdempotentCreate creates, DeviceTime deviceTime) {
        this.bodies = bodies;
        this.creates = creates;
        this.deviceTime = deviceTime;
    }

    /** A readable item, and its index in the list of results. */
    private record ReadItem<Q>(int index, SentItem item, PendingCreate<Q> create) {}

    /**
     * Records the contents of one member of the body, all of one kind and one session or course.
     *
     * @param member the name of the member
     * @param parent the id of the session or course
     * @param instance the called path
     * @throws ProblemException 400 where {@code Device-Time} is no time
     */
    public <Q extends Sendable> ItemResults recordAll(
            String member, List<JsonNode> contents, UUID parent, Intake<Q> intake, String instance) {
        var items = IntStream.range(0, contents.size())
                .mapToObj(i -> new SentItem(i, "/" + member + "/" + i, contents.get(i)))
                .toList();
        return new ItemResults(recordAll(items, parent, intake, instance));
    }

    /** Records items from any places of the body; the results are in the order of {@code items}. */
    <Q extends Sendable> List<ItemResult> recordAll(
            List<SentItem> items, UUID parent, Intake<Q> intake, String instance) {
        // An unreadable header is an error of the request, not of an item.
        deviceTime.requireReadable();
        var readable = new ArrayList<ReadItem<Q>>();
        var results = new ItemResult[items.size()];
        for (var i = 0; i < items.size(); i++) {
            var item = items.get(i);
            try {
                var before = readable.isEmpty()
                        ? null
                        : readable.get(readable.size() - 1).create();
                readable.add(new ReadItem<>(i, item, pending(item, parent, intake, before)));
            } catch (RuntimeException unreadable) {
                results[i] = ItemResult.rejected(item, refusal(unreadable).at(item.pointer()), instance);
            }
        }
        var created = readable.isEmpty()
                ? List.<CreateResult>of()
                : executeAll(parent, readable.stream().map(ReadItem::create).toList(), intake);
        for (var i = 0; i < readable.size(); i++) {
            var read = readable.get(i);
            results[read.index()] = result(read, created.get(i), instance);
        }
        return List.of(results);
    }

    /** @param before the previous create of the request, or null */
    private <Q extends Sendable> PendingCreate<Q> pending(
            SentItem item, UUID parent, Intake<Q> intake, PendingCreate<Q> before) {
        var request = bodies.read(item.content(), intake.request());
        request.check();
        return creates.pending(request.id(), List.of(parent, request), request, before);
    }

    /** Repeats after a violated constraint: a concurrent request may have inserted an id, which a repetition finds. */
    private static <Q extends Sendable> List<CreateResult> executeAll(
            UUID parent, List<PendingCreate<Q>> creates, Intake<Q> intake) {
        for (var attempt = 1; ; attempt++) {
            try {
                return intake.recordAll(parent, creates);
            } catch (RuntimeException failure) {
                if (IdempotentCreate.inTransaction()) {
                    throw failure;
                }
                if (!(failure instanceof ConstraintViolationException) || attempt == ATTEMPTS) {
                    return Collections.nCopies(creates.size(), CreateResult.refused(refusal(failure)));
                }
            }
        }
    }

    private static ProblemException refusal(RuntimeException failure) {
        var refusal = ExceptionTranslator.of(failure);
        if (refusal.type().equals(CommonProblem.INTERNAL)) {
            Log.error("Items could not be recorded", LoggableFailure.of(failure));
        }
        return refusal;
    }

    private static ItemResult result(ReadItem<?> read, CreateResult created, String instance) {
        var item = read.item();
        if (created.refusal() != null) {
            return ItemResult.rejected(item, created.refusal().at(item.pointer()), instance);
        }
        var record = read.create().provenance();
        return created.replayed() ? ItemResult.replayed(item, record) : ItemResult.created(item, record);
    }
}
