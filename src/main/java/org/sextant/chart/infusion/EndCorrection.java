package org.sextant.chart.infusion;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.sextant.chart.session.CorrectedStep;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.chart.session.StepCorrections;
import org.sextant.chart.session.step.Ended;
import org.sextant.identity.Caller;
import org.sextant.rules.safety.CorrectionRules;
import org.sextant.rules.safety.EndRules;
import org.sextant.rules.safety.Verdict;

/** Corrects the end of the drug: what was given and wasted. The account has to add up as it had at the end. */
@ApplicationScoped
class EndCorrection implements StepCorrections.Step<EndContent> {

    private final SessionChart chart;
    private final Caller caller;

    EndCorrection(SessionChart chart, Caller caller) {
        this.chart = chart;
        this.caller = caller;
    }

    @Override
    public CorrectedStep step() {
        return CorrectedStep.END;
    }

    /** The drawn amount is left out: it follows from the others, unless the correction states it. */
    @Override
    public EndContent content(Session session) {
        var ended = session.ended();
        if (ended == null) {
            throw session.wrongState("The drug has not ended.");
        }
        return new EndContent(
                ended.administeredMg(),
                ended.wastedMg(),
                ended.wasteWitness(),
                null,
                session.lot(),
                ended.stopReason());
    }

    @Override
    public String recordedBy(Session session) {
        return session.ended().recordedBy();
    }

    /** Whoever changes the waste cannot be its witness, as little as whoever recorded it. */
    @Override
    public EndContent checked(Session session, EndContent before, EndContent after, JsonNode changes) {
        var ofWaste = changes.has("wastedMg") || changes.has("wasteWitness");
        after.check(Stream.of(recordedBy(session), ofWaste ? caller.subject() : null)
                .filter(Objects::nonNull)
                .toList());
        return after.withDrawnMg(null);
    }

    @Override
    public void correct(Session session, EndContent before, EndContent after, Instant now) {
        var ended = session.ended();
        session.correctEnd(
                new Ended(
                        ended.at(),
                        after.administeredMg(),
                        ended.deliveredMg(),
                        after.drawn(),
                        after.wastedMg(),
                        after.wasteWitness(),
                        ended.lot(),
                        after.stopReason(),
                        ended.verdicts(),
                        ended.recordedBy(),
                        ended.recordedAt()),
                after.lot(),
                verdicts(session, before, after, now),
                now);
    }

    /** The rules of the end evaluate the corrected dose; what they said before stays beside it. */
    private List<Verdict> verdicts(Session session, EndContent before, EndContent after, Instant now) {
        var ended = session.ended();
        var snapshot = chart.withReadings(session, now).at(ended.at());
        var verdicts = new ArrayList<Verdict>();
        CorrectionRules.administered(snapshot.revision(), before.administeredMg(), after.administeredMg())
                .ifPresent(verdicts::add);
        if (!verdicts.isEmpty() || !Objects.equals(before.lot(), after.lot())) {
            verdicts.addAll(Verdict.remarkable(EndRules.evaluate(
                    snapshot,
                    new EndRules.Given(
                            after.administeredMg(), ended.deliveredMg(), after.lot(), after.stopReason() != null))));
        }
        return verdicts;
    }
}
