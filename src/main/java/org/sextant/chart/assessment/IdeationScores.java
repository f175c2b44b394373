package org.sextant.chart.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The scores that ask for suicidal ideation: those with answers on an instrument that can raise the flag. */
@ApplicationScoped
public class IdeationScores {

    /** More scores than anybody takes on one day. */
    private static final int OF_ONE_DAY = 50;

    private final AssessmentRepository assessments;
    private final Instruments instruments;

    IdeationScores(AssessmentRepository assessments, Instruments instruments) {
        this.assessments = assessments;
        this.instruments = instruments;
    }

    /**
     * A score that asks for suicidal ideation.
     *
     * @param takenAt when the score was taken, by the service's clock
     * @param flagged true where the answers raise the flag
     * @param answer the answers to the items that can raise the flag, in the order of the items
     * @param severity the severity where single answers decide it; else null
     */
    public record Asked(String instrument, Instant takenAt, boolean flagged, List<Integer> answer, String severity) {}

    /** The place of a severity on an instrument, from the mildest; 0 for null. */
    public int rank(String instrument, String severity) {
        return instruments.find(instrument).map(one -> one.rank(severity)).orElse(0);
    }

    /**
     * The patient's last score, in any course, and the last score on each other instrument that was asked on the same
     * day; the latest first. Empty where nobody asked.
     *
     * @param until scores that were taken later do not count
     * @param zone the time zone that a day belongs to
     */
    public List<Asked> lastAsked(UUID patientId, Instant until, ZoneId zone) {
        var latestFirst = assessments.lastAnswered(patientId, asking(), until, OF_ONE_DAY).stream()
                .map(this::asked)
                .toList();
        if (latestFirst.isEmpty()) {
            return List.of();
        }
        var day = latestFirst.get(0).takenAt().atZone(zone).toLocalDate();
        return lastOfEach(latestFirst.stream()
                .filter(asked -> asked.takenAt().atZone(zone).toLocalDate().equals(day)));
    }

    /** The last score of each instrument among the assessments with these ids. */
    public List<Asked> lastOf(Collection<UUID> ids) {
        var inOrder = assessments.withIds(ids);
        return lastOfEach(Stream.iterate(inOrder.size() - 1, i -> i >= 0, i -> i - 1)
                .map(inOrder::get)
                .map(this::asked));
    }

    private static List<Asked> lastOfEach(Stream<Asked> latestFirst) {
        var byInstrument = new LinkedHashMap<String, Asked>();
        latestFirst.forEach(asked -> byInstrument.putIfAbsent(asked.instrument(), asked));
        return List.copyOf(byInstrument.values());
    }

    private List<String> asking() {
        return instruments.all().stream()
                .filter(instrument -> instrument.asks(Flag.SUICIDAL_IDEATION))
                .map(Instrument::code)
                .toList();
    }

    private Asked asked(Assessment assessment) {
        var instrument = instruments.find(assessment.instrument()).orElseThrow();
        return new Asked(
                instrument.code(),
                assessment.at(),
                instrument.flags(assessment.answers()).contains(Flag.SUICIDAL_IDEATION),
                instrument.answersTo(Flag.SUICIDAL_IDEATION, assessment.answers()),
                instrument.needsAnswers()
                        ? instrument
                                .severity(assessment.total(), assessment.answers())
                                .orElse(null)
                        : null);
    }
}
