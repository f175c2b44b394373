package org.sextant.exchange.webhook.sending;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.sextant.exchange.feed.Change;
import org.sextant.exchange.feed.ChangeLogRepository;
import org.sextant.exchange.feed.FeedPosition;
import org.sextant.exchange.feed.FeedPosition.History;
import org.sextant.exchange.feed.Reset;
import org.sextant.exchange.webhook.sending.Letterbox.Mail;
import org.sextant.exchange.webhook.sending.Messages.Message;
import org.sextant.exchange.webhook.sending.Outcome.Attempt;
import org.sextant.exchange.webhook.sending.Outcome.Dead;

/** One turn of an address: what is due is sent, within the lease. Blocks its thread. */
final class Turn {

    /** Changes of a window, beside those that are known already. */
    private static final int WINDOW = 64;

    /** A change that is refused again and again lets so many others pass it, before it is set aside. */
    private static final int WIDEST = 512;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Claim claim;
    private final Mail mail;
    private final Messages messages;
    private final Set<String> readable;

    private final Pending pending;
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Dead> dead = new ArrayList<>();
    private final List<String> revived = new ArrayList<>();
    private FeedPosition position;
    private History toldIn;
    private boolean answered;
    private boolean activate;
    private boolean delivered;
    private boolean isFull;
    private String error;
    private Duration asked = Duration.ZERO;
    private String disable;

    /** @param readable the kinds that INTEGRATION may read */
    Turn(Claim claim, Mail mail, Messages messages, Set<String> readable) {
        this.claim = claim;
        this.mail = mail;
        this.messages = messages;
        this.readable = readable;
        this.pending = claim.pending();
        this.position = claim.position();
        this.toldIn = claim.toldIn();
    }

    /** Sends what is due; what came of it is {@link #outcome}. */
    void take(ChangeLogRepository log, List<FeedPosition> setAside) throws SQLException {
        if (!claim.isVerified()) {
            challenge();
            return;
        }
        if ("TEST".equals(claim.asked())) {
            answered = true;
            note(messages.test(mail.now()));
        }
        var size = Math.min(WIDEST, WINDOW + pending.entries().size());
        var look = log.after(claim.clinic(), claim.position(), size);
        var changes = look.changes().getOrDefault(claim.clinic(), List.of());
        isFull = changes.size() == size;
        if (error == null) {
            reset(look.present());
        }
        if (error == null) {
            revive(log, setAside, look.present());
        }
        if (error == null) {
            send(changes, look.present());
        }
        advance(changes);
    }

    private void challenge() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        var challenge = HexFormat.of().formatHex(bytes);
        var reply = note(messages.challenge(challenge, mail.now()));
        activate = reply.isSuccess() && reply.body().contains(challenge);
        answered = activate;
        if (reply.isSuccess() && !activate) {
            error = "CHALLENGE";
        } else if (reply.isRefusal()) {
            error = reply.kind();
        }
    }

    private void reset(History present) {
        var reset = Reset.since(toldIn, present);
        if (reset != null) {
            var reply = note(messages.reset(reset, claim.clinic(), position, present, mail.now()));
            if (reply.isSuccess() || reply.isRefusal()) {
                toldIn = present;
            }
        }
    }

    /** Changes that were set aside and are to be sent again: each once. */
    private void revive(ChangeLogRepository log, List<FeedPosition> setAside, History present) throws SQLException {
        for (var place : setAside) {
            if (error != null || mail.isLate()) {
                return;
            }
            var before = new FeedPosition(place.era(), place.timeline(), place.xid(), place.seq() - 1);
            var found = log.after(claim.clinic(), before, 1).changes().getOrDefault(claim.clinic(), List.of());
            if (found.isEmpty() || !found.get(0).position().equals(place)) {
                // Removed because of its age.
                revived.add(Messages.idOf(place, claim.clinic()));
                continue;
            }
            var reply = note(messages.of(found.get(0), claim.clinic(), present));
            if (reply.isSuccess()) {
                revived.add(Messages.idOf(place, claim.clinic()));
            } else if (reply.isRefusal()) {
                setAside(place, reply.status(), 1);
            }
        }
    }

    private void send(List<Change> changes, History present) {
        var due = changes.stream()
                .filter(this::isShown)
                .filter(change -> !pending.isDone(id(change)) && !pending.waits(id(change), claim.now()))
                // Whoever has just failed is asked once, not flooded.
                .limit(claim.failures() > 0 ? 1 : WINDOW)
                .toList();
        var atOnce = claim.maxPerSecond() == null ? claim.inFlight() : Math.min(claim.inFlight(), claim.maxPerSecond());
        for (var from = 0; from < due.size() && error == null && disable == null && !mail.isLate(); from += atOnce) {
            var began = System.nanoTime();
            together(due.subList(from, Math.min(from + atOnce, due.size())), present);
            pace(atOnce, began);
        }
    }

    private void together(List<Change> part, History present) {
        var calls = new ArrayList<CompletableFuture<Reply>>();
        for (var change : part) {
            calls.add(mail.send(messages.of(change, claim.clinic(), present)));
            if (failedAtOnce(calls.get(calls.size() - 1))) {
                // No address to call: the others would have to look the name up, too.
                break;
            }
        }
        for (var i = 0; i < calls.size(); i++) {
            judge(part.get(i), note(id(part.get(i)), calls.get(i).join()));
        }
    }

    private static boolean failedAtOnce(CompletableFuture<Reply> call) {
        return call.isDone() && call.join().status() == null;
    }

    private void pace(int sent, long began) {
        if (claim.maxPerSecond() != null) {
            var least = Duration.ofMillis(1000L * sent / claim.maxPerSecond()).minusNanos(System.nanoTime() - began);
            if (!least.isNegative()) {
                Sleep.of(least);
            }
        }
    }

    private void judge(Change change, Reply reply) {
        if (reply.isSuccess()) {
            pending.markDone(id(change));
        } else if (reply.isRefusal() && pending.refuse(id(change), claim.now()) >= Pending.MOST_TRIES) {
            setAside(change.position(), reply.status(), Pending.MOST_TRIES);
            pending.markDone(id(change));
        }
    }

    private void setAside(FeedPosition place, int status, int tries) {
        dead.add(new Dead(
                Messages.idOf(place, claim.clinic()),
                place.era(),
                place.timeline(),
                place.xid(),
                place.seq(),
                status,
                tries));
    }

    private Reply note(Message message) {
        return note(message.id(), mail.send(message).join());
    }

    private Reply note(String item, Reply reply) {
        attempts.add(new Attempt(item, reply.status(), reply.ms(), reply.kind()));
        if (reply.isSuccess()) {
            delivered = true;
        } else if (reply.isGone()) {
            disable = "GONE";
            error = reply.kind();
        } else if (reply.isForbidden()) {
            disable = "FORBIDDEN_ADDRESS";
            error = reply.kind();
        } else if (!reply.isRefusal()) {
            error = reply.kind();
            asked = reply.retryAfter();
        }
        return reply;
    }

    /** Over the unbroken run of what was delivered, set aside, or is not for this address. */
    private void advance(List<Change> changes) {
        for (var change : changes) {
            if (isShown(change) && !pending.isDone(id(change))) {
                return;
            }
            position = change.position();
            pending.remove(id(change));
        }
    }

    private boolean isShown(Change change) {
        return readable.contains(change.type())
                && (claim.types() == null || claim.types().contains(change.type()));
    }

    private String id(Change change) {
        return Messages.idOf(change.position(), claim.clinic());
    }

    /** What is kept of the turn. */
    Outcome outcome() {
        var failing = error != null;
        return new Outcome(
                position.era(),
                position.timeline(),
                position.xid(),
                position.seq(),
                toldIn.era(),
                toldIn.timeline(),
                pending.entries(),
                pause(failing).toMillis(),
                answered,
                activate,
                delivered,
                failing,
                error,
                disable,
                attempts,
                dead,
                revived);
    }

    private Duration pause(boolean failing) {
        if (failing) {
            return asked.isZero() ? BackOff.after(claim.failures() + 1) : asked;
        }
        var refused = pending.nextTry();
        if (refused.isEmpty() || isFull) {
            return Duration.ZERO;
        }
        var next = Duration.ofMillis(Math.max(0, refused.getAsLong() - claim.now()));
        return next.compareTo(LOOK_AGAIN) < 0 ? next : LOOK_AGAIN;
    }
}
