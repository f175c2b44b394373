package org.sextant.web.ingress;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;
import org.sextant.web.Urgency.Level;
import org.sextant.web.ingress.WaitingRoom.Guest;

/**
 * The place of one request: asked for, taken, and given back exactly once, whatever happens to the request. A request
 * that waits too long is refused. All answers come on the event loop of the request.
 */
final class Place implements Guest {

    private enum State {
        NONE,
        WAITING,
        TAKEN
    }

    /** Why a request gets no place. */
    enum Refusal {
        FULL,
        OLD,
        CLIENT_GONE
    }

    private static final long NO_TIMER = -1;

    private final WaitingRoom room;
    private final Level urgency;
    private final Duration maxWait;
    private final Vertx vertx;
    private final Context loop;

    private State state = State.NONE;
    private boolean over;
    private boolean kept;
    private long timer = NO_TIMER;
    private Runnable admitted;
    private Consumer<Refusal> refused;

    /** A request without a place; call on the event loop of the request. */
    Place(WaitingRoom room, Level urgency, Duration maxWait, Vertx vertx) {
        this.room = room;
        this.urgency = urgency;
        this.maxWait = maxWait;
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
    }

    /**
     * Asks for a place; one of the two is called, once.
     *
     * @param again true for a request that had a place before
     */
    void take(boolean again, Runnable onAdmitted, Consumer<Refusal> onRefused) {
        synchronized (this) {
            if (over) {
                answer(() -> onRefused.accept(Refusal.CLIENT_GONE));
                return;
            }
            state = State.WAITING;
            admitted = onAdmitted;
            refused = onRefused;
        }
        room.enter(this, again);
        synchronized (this) {
            if (state == State.WAITING) {
                timer = vertx.setTimer(maxWait.toMillis(), due -> stopWaiting(Refusal.OLD));
            }
        }
    }

    /** Gives the place back where the request has one. */
    void giveBack() {
        synchronized (this) {
            if (state != State.TAKEN) {
                return;
            }
            state = State.NONE;
        }
        room.leavePlace();
    }

    /** The processing of the request begins: from now on the place is given back by {@link #giveBack} only. */
    synchronized void keepUntilProcessed() {
        kept = true;
    }

    /** The request is answered or its client has left: a place is not needed any more, unless processing goes on. */
    void answered() {
        boolean keep;
        synchronized (this) {
            over = true;
            keep = kept;
        }
        stopWaiting(Refusal.CLIENT_GONE);
        if (!keep) {
            giveBack();
        }
    }

    /** True where nobody waits for an answer any more. */
    synchronized boolean isOver() {
        return over;
    }

    @Override
    public Level urgency() {
        return urgency;
    }

    @Override
    public void admit() {
        synchronized (this) {
            if (state == State.WAITING) {
                state = State.TAKEN;
                cancelTimer();
                answer(admitted);
                return;
            }
        }
        // The client left in the moment of the admission.
        room.leavePlace();
    }

    @Override
    public synchronized void refuse() {
        if (state == State.WAITING) {
            end(Refusal.FULL);
        }
    }

    private synchronized void stopWaiting(Refusal reason) {
        if (state == State.WAITING && (room.leaveQueue(this) || reason == Refusal.CLIENT_GONE)) {
            end(reason);
        }
    }

    private void end(Refusal reason) {
        state = State.NONE;
        cancelTimer();
        var answer = refused;
        answer(() -> answer.accept(reason));
    }

    private void cancelTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void answer(Runnable answer) {
        if (loop.equals(Vertx.currentContext())) {
            answer.run();
        } else {
            loop.runOnContext(then -> answer.run());
        }
    }
}
