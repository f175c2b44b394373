package org.sextant.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sextant.synthetic.SyntheticClinic;

/** The records that messages name: those of a small import, and those that answers showed. For one thread. */
final class Chart {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{([a-z-]+):([A-Z]*|-?\\d{1,6}|[a-z-]+:\\d{1,6})}}");
    private static final int MOST_OF_A_KIND = 24;
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    /** The collections of the API by the type of a line. */
    private static final Map<String, String> COLLECTIONS = Map.of(
            "COURSE", "courses",
            "SESSION", "sessions",
            "VITALS", "vitals",
            "SIDE_EFFECT", "side-effects",
            "DOSE", "doses",
            "ASSESSMENT", "assessments");

    private final List<String> lines;
    private final Map<String, List<String>> known = new HashMap<>();
    private final Map<String, String> etags = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    Chart(long seed) {
        lines = new SyntheticClinic(seed, 3).lines().toList();
        known.put("protocols", list("iv-ketamine-0.5", "im-ketamine-0.5", "intranasal-esketamine-56", "own"));
        known.put("instruments", list("PHQ-9", "GAD-7", "MADRS"));
        known.put("problems", list("bad-request", "wrong-state", "not-found"));
        known.put("revisions", list("1", "2"));
        lines.forEach(this::note);
    }

    /** What is imported before the first message; each line is also a pattern for imports of hostile lines. */
    List<String> lines() {
        return lines;
    }

    private void note(String line) {
        try {
            var record = JSON.readTree(line);
            learn(
                    COLLECTIONS.getOrDefault(record.path("type").asText(), "others"),
                    record.path("id").asText());
            if (record.has("patientId")) {
                learn("patients", record.get("patientId").asText());
            }
            if (record.path("type").asText().equals("COURSE")) {
                learn("episodes", record.get("id").asText());
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(line, impossible);
        }
    }

    /** Remembers a record; of each kind the first ones and the latest ones. */
    void learn(String kind, String id) {
        var ids = known.computeIfAbsent(kind, none -> new ArrayList<>());
        if (ids.contains(id)) {
            return;
        }
        if (ids.size() < MOST_OF_A_KIND) {
            ids.add(id);
        } else {
            var place = MOST_OF_A_KIND / 2 + seen.merge(kind, 1, Integer::sum) % (MOST_OF_A_KIND / 2);
            etags.remove(ids.set(place, id));
        }
    }

    /** Remembers the version of a record. */
    void learnVersion(String id, String etag) {
        if (known.values().stream().anyMatch(ids -> ids.contains(id))) {
            etags.put(id, etag);
        }
    }

    /**
     * A text with values for {@code {{sessions:3}}}, one of the known sessions; {@code {{etag:sessions:3}}}, its version;
     * {@code {{now:-15}}}, 15 minutes ago; and what the caller gives, such as {@code {{token:NURSE}}}.
     */
    String fill(String text, Map<String, String> given) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, given)));
    }

    private String value(MatchResult found, Map<String, String> given) {
        var name = found.group(1) + ":" + found.group(2);
        if (given.containsKey(name)) {
            return given.get(name);
        }
        return switch (found.group(1)) {
            case "now" ->
                Instant.now()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plus(Long.parseLong(found.group(2)), ChronoUnit.MINUTES)
                        .toString();
            case "etag" ->
                etags.getOrDefault(
                        id(found.group(2).split(":", -1)[0], found.group(2).split(":", -1)[1]), "\"1\"");
            default -> id(found.group(1), found.group(2));
        };
    }

    private String id(String kind, String number) {
        var ids = known.getOrDefault(kind, List.of());
        return ids.isEmpty() ? NOBODY : ids.get(Integer.parseInt(number) % ids.size());
    }

    private static List<String> list(String... values) {
        return new ArrayList<>(List.of(values));
    }
}
