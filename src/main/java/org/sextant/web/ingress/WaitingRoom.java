package org.sextant.web.ingress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sextant.web.Urgency.Level;

/**
 * Decides which requests are executed, which wait and which are refused. The more urgent levels have places that the
 * less urgent levels cannot take, are admitted first, and replace less urgent requests where the room is full. The room
 * calls its guests outside of its lock, each guest exactly once, unless the guest leaves before.
 */
final class WaitingRoom {

    private final int places;
    private final int maxWaiting;
    private final Map<Level, Deque<Guest>> waiting = new EnumMap<>(Level.class);
    private int running;
    private int totalWaiting;

    /**
     * An empty room.
     *
     * @param places how many guests are executed at a time, at least 1
     * @param maxWaiting how many guests wait at a time, at least 0
     */
    WaitingRoom(int places, int maxWaiting) {
        this.places = places;
        this.maxWaiting = maxWaiting;
        for (var level : Level.values()) {
            waiting.put(level, new ArrayDeque<>());
        }
    }

    /** A request that asks for a place. */
    interface Guest {

        Level urgency();

        /** The guest has a place, until {@link WaitingRoom#leavePlace}. */
        void admit();

        /** The guest gets no place. */
        void refuse();
    }

    /**
     * Admits the guest, lets the guest wait, or refuses the guest or a less urgent one.
     *
     * @param returns true for a guest that had a place before: this guest waits in front of its level
     */
    void enter(Guest guest, boolean returns) {
        Optional<Guest> refused;
        synchronized (this) {
            if (mayRun(guest.urgency()) && waiting.get(guest.urgency()).isEmpty()) {
                running++;
                refused = null;
            } else {
                refused = queue(guest, returns);
            }
        }
        if (refused == null) {
            guest.admit();
        } else {
            refused.ifPresent(Guest::refuse);
        }
    }

    /** Takes a guest out of the queue; false where the guest does not wait (any more). */
    synchronized boolean leaveQueue(Guest guest) {
        var waited = waiting.get(guest.urgency()).remove(guest);
        if (waited) {
            totalWaiting--;
        }
        return waited;
    }

    /** Frees the place of one guest, for the next. */
    void leavePlace() {
        Optional<Guest> next;
        synchronized (this) {
            running--;
            next = next();
        }
        next.ifPresent(Guest::admit);
    }

    synchronized int running() {
        return running;
    }

    synchronized int waiting(Level level) {
        return waiting.get(level).size();
    }

    private Optional<Guest> queue(Guest guest, boolean returns) {
        Optional<Guest> refused = totalWaiting < maxWaiting ? Optional.empty() : Optional.of(replaced(guest));
        if (refused.filter(guest::equals).isPresent()) {
            return refused;
        }
        totalWaiting += refused.isPresent() ? 0 : 1;
        if (returns) {
            waiting.get(guest.urgency()).addFirst(guest);
        } else {
            waiting.get(guest.urgency()).addLast(guest);
        }
        return refused;
    }

    /** The oldest guest of the least urgent level below the new guest's; else the new guest itself. */
    private Guest replaced(Guest guest) {
        return Stream.of(Level.values())
                .filter(level -> level.compareTo(guest.urgency()) < 0)
                .map(level -> waiting.get(level).pollFirst())
                .filter(found -> found != null)
                .findFirst()
                .orElse(guest);
    }

    private Optional<Guest> next() {
        var levels = Level.values();
        for (var i = levels.length - 1; i >= 0; i--) {
            if (mayRun(levels[i]) && !waiting.get(levels[i]).isEmpty()) {
                running++;
                totalWaiting--;
                return Optional.of(waiting.get(levels[i]).pollFirst());
            }
        }
        return Optional.empty();
    }

    private boolean mayRun(Level level) {
        return running < ceiling(level);
    }

    /** How many places may be taken when a guest of this level is admitted. */
    private int ceiling(Level level) {
        return switch (level) {
            case DEFERRABLE -> Math.max(1, places / 2);
            case ORDINARY -> Math.max(1, places - Math.max(1, places / 8));
            case CHAIRSIDE -> places;
        };
    }
}
