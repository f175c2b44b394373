package org.sextant.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.INTEGRATION;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.sextant.Replicas;
import org.sextant.TwoReplicas;

/** A stream moves between two processes of the service, with the cursor that the other one gave it. */
@ExtendWith(TwoReplicas.class)
@ResourceLock(TwoReplicas.LOCK)
class OtherReplicaIT {

    private static final Duration SOON = Duration.ofMinutes(1);

    private final UUID clinic = UUID.randomUUID();
    private final Ledger ledger = new Ledger(clinic);

    @Test
    void aStreamGoesOnAtTheOtherReplica(Replicas replicas) throws Exception {
        try (var boards = new Boards();
                var owner = replicas.asOwner()) {
            var follower = FeedFollower.fromNow(replicas.address(0), replicas.token(clinic, INTEGRATION));
            var board = boards.open(replicas.address(1), replicas.token(clinic, INTEGRATION), "");
            for (var round = 0; round < 4; round++) {
                ledger.commitOne(owner);
                var all = ledger.committed().size();
                Await.until(SOON, () -> board.count() == all);
                board.cut();
                ledger.commitOne(owner);
                boards.begin(board, replicas.address(round)).join();
                Await.until(SOON, () -> board.count() == all + 1);
                follower.at(replicas.address(round + 1)).catchUp();
            }
            assertThat(board.ids())
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(ledger.committed().keySet());
            Await.until(SOON, () -> follower.catchUp().ids().size() >= board.count());
            assertThat(follower.ids()).containsExactlyElementsOf(board.ids());
            assertThat(replicas.outputOf(0) + replicas.outputOf(1))
                    .as("a client that goes away is no error")
                    .doesNotContain("PublisherResponseHandler");
        }
    }
}
