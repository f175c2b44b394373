package org.sextant.web.problem;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Logs that requests are refused because of load: one line in some seconds with the numbers, not a line each. */
@ApplicationScoped
public class BusyLog {

    private static final long PERIOD_NANOS = Duration.ofSeconds(5).toNanos();

    private final Map<String, Integer> counts = new TreeMap<>();
    private long lastLine = System.nanoTime() - PERIOD_NANOS;

    /**
     * Counts a refusal, and logs the counts where the last line is 5 seconds ago.
     *
     * @param reason a few words of the code, no data
     */
    public void count(String reason) {
        String line;
        synchronized (this) {
            counts.merge(reason, 1, Integer::sum);
            var now = System.nanoTime();
            if (now - lastLine < PERIOD_NANOS) {
                return;
            }
            lastLine = now;
            line = counts.entrySet().stream()
                    .map(count -> count.getValue() + " × " + count.getKey())
                    .collect(Collectors.joining(", "));
            counts.clear();
        }
        Log.warnf("Busy, since the last such line: %s", line);
    }
}
