package org.sextant.synthetic;

import static org.sextant.synthetic.SyntheticCourse.line;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What a patient felt in a session, and for how long. */
final class SyntheticSideEffects {

    /** How often in a hundred sessions; invented, in the order of magnitude of published series. */
    private static final Map<String, Integer> PERCENT = new TreeMap<>(Map.of(
            "DISSOCIATION", 45,
            "DIZZINESS", 28,
            "DROWSINESS", 24,
            "NAUSEA", 14,
            "HEADACHE", 9,
            "EUPHORIA", 8,
            "ANXIETY", 6,
            "VOMITING", 3,
            "HALLUCINATION", 2));

    private final UUID session;
    private final Instant start;
    private final SyntheticTablet tablet;
    private final Chance chance;

    SyntheticSideEffects(UUID session, Instant start, SyntheticTablet tablet, Chance chance) {
        this.session = session;
        this.start = start;
        this.tablet = tablet;
        this.chance = chance;
    }

    List<ObjectNode> lines() {
        var lines = new ArrayList<ObjectNode>();
        PERCENT.forEach((effect, percent) -> {
            if (chance.between(1, 100) <= percent) {
                lines.add(sideEffect(effect));
            }
        });
        return lines;
    }

    private ObjectNode sideEffect(String effect) {
        var onset = start.plus(Duration.ofMinutes(chance.between(4, 40)));
        var severity = chance.between(1, 100);
        var line = line("SIDE_EFFECT", chance.id(onset))
                .put("sessionId", session.toString())
                .put("effect", effect)
                .put("severity", severity <= 70 ? "MILD" : severity <= 95 ? "MODERATE" : "SEVERE")
                .put("serious", chance.of(0.002));
        tablet.tell(line, "onsetAt", onset, "clockOffsetSeconds");
        if (chance.of(0.97)) {
            var end = onset.plus(Duration.ofMinutes(chance.between(10, 70)));
            tablet.tell(line, "resolvedAt", end, "resolvedClockOffsetSeconds");
        }
        return line;
    }
}
