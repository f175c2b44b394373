package org.sextant.web.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.sextant.web.Urgency.Level;
import org.sextant.web.ingress.WaitingRoom.Guest;

/** Guests come, give up and leave in any order. */
class WaitingRoomPropertyTest {

    private enum State {
        WAITS,
        RUNS,
        REFUSED,
        LEFT
    }

    private static final class Visitor implements Guest {

        private final Level urgency;
        private State state = State.WAITS;

        Visitor(Level urgency) {
            this.urgency = urgency;
        }

        @Override
        public Level urgency() {
            return urgency;
        }

        @Override
        public void admit() {
            assertThat(state).as("admitted once").isEqualTo(State.WAITS);
            state = State.RUNS;
        }

        @Override
        public void refuse() {
            assertThat(state).as("refused once").isEqualTo(State.WAITS);
            state = State.REFUSED;
        }
    }

    @Property
    void neverMoreRunOrWaitThanAllowedAndTheUrgentComeFirst(
            @ForAll @IntRange(min = 1, max = 10) int places,
            @ForAll @IntRange(max = 5) int maxWaiting,
            @ForAll @Size(max = 200) List<@IntRange(max = 999) Integer> actions) {
        var room = new WaitingRoom(places, maxWaiting);
        var visitors = new ArrayList<Visitor>();
        for (int action : actions) {
            act(room, visitors, action);
            assertThat(room.running())
                    .isEqualTo((int) count(visitors, State.RUNS))
                    .isLessThanOrEqualTo(places);
            assertThat(waiting(room))
                    .isEqualTo((int) count(visitors, State.WAITS))
                    .isLessThanOrEqualTo(maxWaiting);
            if (room.waiting(Level.CHAIRSIDE) > 0) {
                assertThat(room.running())
                        .as("no place is kept from the most urgent")
                        .isEqualTo(places);
            }
        }
        while (room.running() > 0) {
            leave(room, visitors, 0);
        }
        assertThat(waiting(room)).as("who waits is admitted in the end").isZero();
    }

    private static void act(WaitingRoom room, List<Visitor> visitors, int action) {
        switch (action % 5) {
            case 0, 1, 2 -> {
                var visitor = new Visitor(List.of(Level.values()).get(action / 5 % 3));
                visitors.add(visitor);
                room.enter(visitor, action / 15 % 2 == 0);
                if (visitor.state == State.REFUSED) {
                    for (var level : Level.values()) {
                        assertThat(level.compareTo(visitor.urgency) < 0 && room.waiting(level) > 0)
                                .as("refused, while less urgent ones wait")
                                .isFalse();
                    }
                }
            }
            case 3 -> leave(room, visitors, action);
            default ->
                of(visitors, State.WAITS).skip(action % 3).findFirst().ifPresent(visitor -> {
                    assertThat(room.leaveQueue(visitor)).isTrue();
                    visitor.state = State.LEFT;
                    assertThat(room.leaveQueue(visitor)).isFalse();
                });
        }
    }

    private static void leave(WaitingRoom room, List<Visitor> visitors, int which) {
        var running = of(visitors, State.RUNS).toList();
        if (!running.isEmpty()) {
            running.get(which % running.size()).state = State.LEFT;
            room.leavePlace();
        }
    }

    private static int waiting(WaitingRoom room) {
        return Stream.of(Level.values()).mapToInt(room::waiting).sum();
    }

    private static Stream<Visitor> of(List<Visitor> visitors, State state) {
        return visitors.stream().filter(visitor -> visitor.state == state);
    }

    private static long count(List<Visitor> visitors, State state) {
        return of(visitors, state).count();
    }
}
