package org.sextant.exchange.webhook.sending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is known of the changes of one window, by {@code webhook-id}: so only those that failed are sent again. At most as
 * many entries as a window has changes.
 */
final class Pending {

    /** So often a change is refused before the others go on without it. */
    static final int MOST_TRIES = 5;

    /** Within an hour. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(12), Duration.ofMinutes(40));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Entry> entries;

    /**
     * One change.
     *
     * @param done true where it was delivered before one that stands ahead of it
     * @param tries how often it was refused
     * @param next when it is tried again, in milliseconds since 1970
     */
    record Entry(boolean done, int tries, long next) {}

    private Pending(Map<String, Entry> entries) {
        this.entries = entries;
    }

    static Pending of(String json) {
        try {
            return new Pending(new HashMap<>(JSON.readValue(json, new TypeReference<Map<String, Entry>>() {})));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Map<String, Entry> entries() {
        return entries;
    }

    boolean isDone(String item) {
        return entries.containsKey(item) && entries.get(item).done();
    }

    /** True where the change was refused and its pause has not passed. */
    boolean waits(String item, long now) {
        return entries.containsKey(item)
                && !entries.get(item).done()
                && entries.get(item).next() > now;
    }

    void markDone(String item) {
        entries.put(item, new Entry(true, 0, 0));
    }

    /** Notes one more refusal; returns how many there were. */
    int refuse(String item, long now) {
        var tries = entries.containsKey(item) ? entries.get(item).tries() + 1 : 1;
        var pause = PAUSES.get(Math.min(tries, PAUSES.size()) - 1);
        entries.put(item, new Entry(false, tries, now + pause.toMillis()));
        return tries;
    }

    /** The position has passed the change. */
    void remove(String item) {
        entries.remove(item);
    }

    /** When the first refused change is tried again. */
    OptionalLong nextTry() {
        return entries.values().stream()
                .filter(entry -> !entry.done())
                .mapToLong(Entry::next)
                .min();
    }
}
