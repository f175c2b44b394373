package org.sextant.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sextant.Callers.Call.get;
import static org.sextant.identity.Role.NURSE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sextant.Callers;
import org.sextant.LongCourse.Visit;
import org.sextant.tablet.Week.Note;

/** The charts as the service shows them. */
final class Charts {

    /** A measured offset is late by the way of its request: hardly a second, or many on a machine that is busy. */
    private static final long OFFSET_WITHIN_SECONDS = 20;

    private final Callers callers;
    private final List<Duration> clocks;

    Charts(Callers callers, List<Duration> clocks) {
        this.callers = callers;
        this.clocks = clocks;
    }

    /** Asserts that the chart of a visit has these records, once each, as they were told, in the order of their true times. */
    void holdJust(Visit visit, List<Note> notes) {
        hold(visit.path() + "/vitals", of("VITALS", notes));
        hold(visit.path() + "/side-effects", of("SIDE_EFFECT", notes));
        hold(visit.path() + "/medications", of("MEDICATION", notes));
        hold("/v1/courses/" + visit.courseId() + "/assessments", of("ASSESSMENT", notes));
    }

    private static List<Note> of(String type, List<Note> notes) {
        return notes.stream()
                .filter(note -> note.type().equals(type))
                .sorted(Comparator.comparing(Note::at))
                .toList();
    }

    private void hold(String path, List<Note> notes) {
        var shown = new ArrayList<JsonNode>();
        callers.done(get(NURSE, path + "?limit=200")).get("items").forEach(shown::add);

        assertThat(shown)
                .as(path)
                .extracting(one -> one.get("id").asText())
                .containsExactlyElementsOf(notes.stream().map(Note::id).toList());
        for (var i = 0; i < notes.size(); i++) {
            asTold(shown.get(i), notes.get(i));
        }
    }

    private void asTold(JsonNode shown, Note note) {
        assertThat(shown.get("version").asInt()).isEqualTo(1);
        assertThat(shown.path("clockOffsetSeconds").asLong())
                .isCloseTo(clocks.get(note.tablet()).toSeconds(), within(OFFSET_WITHIN_SECONDS));
        for (var told : note.item().properties()) {
            if (!told.getKey().equals("type")) {
                assertThat(comparable(shown.get(told.getKey())))
                        .as(told.getKey())
                        .isEqualTo(comparable(told.getValue()));
            }
        }
        if (note.type().equals("VITALS")) {
            assertThat(shown.get("phase").asText()).isEqualTo(phase(note));
        }
    }

    /** 4 is 4.0. */
    private static Object comparable(JsonNode value) {
        return value.isNumber() ? value.decimalValue().stripTrailingZeros() : value.asText();
    }

    private static String phase(Note note) {
        if (note.at().isBefore(note.visit().minute(15))) {
            return "BASELINE";
        }
        return note.at().isBefore(note.visit().minute(55)) ? "INFUSION" : "RECOVERY";
    }
}
