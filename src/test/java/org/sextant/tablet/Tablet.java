package org.sextant.tablet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sextant.client.ApiException;
import org.sextant.tablet.Outbox.Entry;

/**
 * What an app on a tablet does so that nothing is lost and nothing is recorded twice: it keeps what was recorded before it
 * sends it, sends the same again until the server has answered for it, and reads each answer for what it says.
 */
final class Tablet {

    private final Outbox outbox;
    private final Line line;
    private final BackOff backOff;
    private final Pause pause;
    private final int mostAtOnce;

    /**
     * @param mostAtOnce how many items one request carries, 1 to 500; fewer, where answers are often lost
     */
    Tablet(Outbox outbox, Line line, BackOff backOff, Pause pause, int mostAtOnce) {
        this.outbox = outbox;
        this.line = line;
        this.backOff = backOff;
        this.pause = pause;
        this.mostAtOnce = mostAtOnce;
    }

    /** How a tablet waits. */
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    /** What became of an entry. */
    enum Outcome {
        /** It is in the chart, or the step is taken. */
        DONE,
        /** The same, by an earlier request whose answer did not arrive. */
        DONE_BEFORE,
        /** Not now: what it belongs to has not arrived. It is sent again the next time. */
        NOT_YET,
        /** Never: a person has to look at it. */
        REFUSED
    }

    /** @param problem the type of the problem, null where there is none */
    record Verdict(Entry entry, Outcome outcome, String problem) {}

    /** Why a tablet stopped sending. */
    enum Ending {
        ALL_SENT,
        NO_NETWORK,
        /** The token is refused, also a fresh one: somebody has to sign in, or has another role. */
        NOT_ALLOWED
    }

    /** What a tablet has heard while it was sending. */
    record Report(List<Verdict> verdicts, Ending ending) {}

    /** Keeps something for the chart, and tells the id that it is known by from now on. */
    UUID record(ObjectNode item) {
        return outbox.put(Recorded.item(item)).recorded().id();
    }

    /**
     * Keeps a step.
     *
     * @param ifMatch the ETag of the session that was on the screen, so that a step decided on an old picture is refused
     */
    void step(Recorded.Step step, UUID sessionId, String ifMatch, ObjectNode body) {
        outbox.put(Recorded.step(step, sessionId, ifMatch, body));
    }

    /** Sends what waits, in the order of recording. What ends it early loses nothing: the rest is sent the next time. */
    Report send() throws InterruptedException {
        var verdicts = new ArrayList<Verdict>();
        try {
            for (var together : batches(outbox.waiting())) {
                deliver(together, verdicts);
            }
            return new Report(verdicts, Ending.ALL_SENT);
        } catch (Stopped stopped) {
            return new Report(verdicts, stopped.ending);
        }
    }

    private static final class Stopped extends Exception {

        private static final long serialVersionUID = 1;

        private final Ending ending;

        Stopped(Ending ending, ApiException cause) {
            super(cause);
            this.ending = ending;
        }
    }

    /** A step goes alone; items that follow each other go together. */
    private List<List<Entry>> batches(List<Entry> entries) {
        var batches = new ArrayList<List<Entry>>();
        for (var entry : entries) {
            var last = batches.isEmpty() ? null : batches.get(batches.size() - 1);
            if (last == null || last.size() == mostAtOnce || isStep(entry) || isStep(last.get(0))) {
                last = new ArrayList<>();
                batches.add(last);
            }
            last.add(entry);
        }
        return batches;
    }

    private static boolean isStep(Entry entry) {
        return entry.recorded().step() != null;
    }

    /** A request that is refused as a whole is halved, until the one entry is found that spoils it. */
    private void deliver(List<Entry> together, List<Verdict> verdicts) throws Stopped, InterruptedException {
        try {
            for (var verdict : persistently(() -> line.send(together))) {
                settle(verdict);
                verdicts.add(verdict);
            }
        } catch (ApiException refusal) {
            if (together.size() > 1) {
                var half = together.size() / 2;
                deliver(together.subList(0, half), verdicts);
                deliver(together.subList(half, together.size()), verdicts);
            } else {
                var verdict = new Verdict(together.get(0), Outcome.REFUSED, Answers.problem(refusal));
                settle(verdict);
                verdicts.add(verdict);
            }
        }
    }

    private void settle(Verdict verdict) {
        switch (verdict.outcome()) {
            case DONE, DONE_BEFORE -> outbox.done(verdict.entry());
            case REFUSED -> outbox.refuse(verdict.entry());
            case NOT_YET -> {}
        }
    }

    private interface Request {
        List<Verdict> send() throws ApiException;
    }

    /** Sends the same again while that may help. */
    private List<Verdict> persistently(Request request) throws ApiException, Stopped, InterruptedException {
        var renewed = false;
        for (var tried = 1; ; tried++) {
            try {
                return request.send();
            } catch (ApiException failure) {
                switch (Answers.meaning(failure)) {
                    case FINAL -> throw failure;
                    case SIGN_IN -> {
                        if (renewed) {
                            throw new Stopped(Ending.NOT_ALLOWED, failure);
                        }
                        line.renewToken();
                        renewed = true;
                    }
                    case AGAIN -> {
                        if (tried == backOff.tries()) {
                            throw new Stopped(Ending.NO_NETWORK, failure);
                        }
                        pause.take(backOff.after(tried, Answers.retryAfter(failure)));
                    }
                }
            }
        }
    }
}
