package org.sextant.web.ingress;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;
import org.sextant.web.problem.ClientGone;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.wire.BrokenBody;

/** One body that is gathered in memory, on the event loop of its request. No worker thread waits for the body. */
final class ArrivingBody {

    /** In bytes. */
    static final int MAX_LENGTH = 1024 * 1024;

    private final RoutingContext call;
    private final HttpServerRequest request;
    private final String caller;
    private final BodyQuota quota;
    private final UniEmitter<? super Void> result;
    private final Buffer body = Buffer.buffer();
    private long timer = -1;
    private boolean ended;
    private int heldBytes;

    /**
     * A body of a request whose token and role have been checked.
     *
     * @param caller names the caller in the quota
     * @param result gets the end: the body is in the {@link RoutingContext}, or a refusal
     */
    ArrivingBody(RoutingContext call, String caller, BodyQuota quota, UniEmitter<? super Void> result) {
        this.call = call;
        this.request = call.request();
        this.caller = caller;
        this.quota = quota;
        this.result = result;
    }

    /** Begins to read; a body that takes longer than the limit is refused with 408. */
    void gather(Duration limit) {
        request.handler(this::append);
        request.endHandler(complete -> arrived());
        request.exceptionHandler(torn -> end(new ClientGone(torn)));
        BrokenBody.onBroken(request.connection(), this::end);
        timer = call.vertx().setTimer(limit.toMillis(), due -> checkOnceMore());
        if (ended) {
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            call.response().writeContinue();
        }
        request.resume();
    }

    /** Gives back the memory; call when the request has been answered. */
    void free() {
        quota.release(heldBytes);
        heldBytes = 0;
    }

    private void append(Buffer piece) {
        if (ended) {
            return;
        }
        if (body.length() + piece.length() > MAX_LENGTH) {
            end(tooLarge());
            return;
        }
        try {
            quota.hold(piece.length());
            heldBytes += piece.length();
            body.appendBuffer(piece);
        } catch (ProblemException full) {
            TurnedAway.mark(call);
            end(full);
        }
    }

    private void arrived() {
        if (!ended) {
            ((RoutingContextInternal) call).setBody(body);
            end(null);
        }
    }

    /** A late event loop runs the timer before it reads what has already arrived from the network. */
    private void checkOnceMore() {
        timer = call.vertx()
                .setTimer(
                        1,
                        due -> end(CommonProblem.REQUEST_TIMEOUT.because(
                                "The body did not arrive in time. Send the same request again.")));
    }

    private void end(Exception refusal) {
        if (ended) {
            return;
        }
        ended = true;
        call.vertx().cancelTimer(timer);
        quota.end(caller);
        if (refusal == null) {
            result.complete(null);
        } else {
            result.fail(refusal);
        }
    }

    static ProblemException tooLarge() {
        return CommonProblem.TOO_LARGE.because("A body may have at most 1 MiB.");
    }
}
