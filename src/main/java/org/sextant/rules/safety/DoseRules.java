package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sextant.rules.protocol.DoseRule;

/**
 * The rules of the whole dose of a session: its rate, and the total that it comes to. Values are compared as they are
 * shown, to three decimals, so that a dose that reads 1.5 mg/kg is not above 1.5 mg/kg.
 */
public final class DoseRules {

    /** Decimals of mg/kg and mg/kg/h. */
    private static final int SCALE = 3;

    private final ProtocolRevision revision;
    private final BigDecimal weightKg;
    private final Outcome worst;

    /** @param worst the worst outcome that the rules give: WARN for a step that is never refused */
    private DoseRules(ProtocolRevision revision, BigDecimal weightKg, Outcome worst) {
        this.revision = revision;
        this.weightKg = weightKg;
        this.worst = worst;
    }

    /** An amount for each kilogram of body weight: to three decimals, half up; null without an amount. */
    public static BigDecimal perKg(BigDecimal amount, BigDecimal weightKg) {
        return amount == null ? null : amount.divide(weightKg, SCALE, RoundingMode.HALF_UP);
    }

    /**
     * The verdicts of a start.
     *
     * @param plannedMg the planned dose, mg
     */
    static List<Verdict> atStart(Snapshot snapshot, BigDecimal plannedMg) {
        var protocol = snapshot.revision().rules();
        var rules = new DoseRules(snapshot.revision(), snapshot.visit().weightKg(), Outcome.BLOCK);
        return rules.verdicts(
                plannedMg, protocol.infused() ? Infusion.mgPerHour(plannedMg, protocol.infusionMinutes()) : null);
    }

    /**
     * The verdicts of an infusion that goes on at a rate. A rate that is not above the present rate is never blocked.
     *
     * @param mgPerHour the new rate, mg/h
     */
    public static List<Verdict> atRate(ProtocolRevision revision, DoseFacts facts, Instant at, BigDecimal mgPerHour) {
        var raised = mgPerHour.compareTo(facts.infusion().mgPerHour()) > 0;
        return new DoseRules(revision, facts.weightKg(), raised ? Outcome.BLOCK : Outcome.WARN)
                .verdicts(facts.projectedMg(at, mgPerHour, revision.rules().infusionMinutes()), mgPerHour);
    }

    /** The verdicts of a further dose of {@code mg}. */
    public static List<Verdict> atDose(ProtocolRevision revision, DoseFacts facts, Instant at, BigDecimal mg) {
        var rate = facts.infusion() == null ? null : facts.infusion().mgPerHour();
        return new DoseRules(revision, facts.weightKg(), Outcome.BLOCK)
                .verdicts(
                        facts.projectedMg(at, rate, revision.rules().infusionMinutes())
                                .add(mg),
                        null);
    }

    /**
     * The finding of a given total that is above the limit; empty where it is not.
     *
     * @param sessionId the record that shows the finding
     * @param at when the drug was ended; before the end, when it was started
     * @param recordedAt when the service stored the session
     */
    public static List<Finding> exceeded(
            ProtocolRevision revision, DoseFacts facts, UUID sessionId, Instant at, Instant recordedAt) {
        var given = perKg(facts.givenMg(), facts.weightKg());
        var limit = revision.rules().dose().refuseAboveMgPerKg();
        return above(given, limit)
                ? List.of(new Finding(
                        AlertKind.DOSE_EXCEEDED,
                        AlertSeverity.CRITICAL,
                        sessionId,
                        at,
                        recordedAt,
                        given,
                        limit,
                        "The patient got %s mg/kg in all, above %s mg/kg".formatted(plain(given), plain(limit)),
                        null))
                : List.of();
    }

    /**
     * The findings of rates that a tablet sent afterwards although a rule forbids them, and no prescriber overrode it.
     *
     * @param changes all changes of the rate of a session
     */
    public static List<Finding> forbidden(List<RateChange> changes) {
        return changes.stream()
                .filter(RateChange::isForbidden)
                .map(DoseRules::forbidden)
                .toList();
    }

    private static Finding forbidden(RateChange change) {
        var verdict = Verdict.blocking(change.verdicts()).get(0);
        return new Finding(
                AlertKind.RATE_EXCEEDED,
                AlertSeverity.CRITICAL,
                change.id(),
                change.at(),
                change.recordedAt(),
                null,
                null,
                verdict.detail().substring(0, verdict.detail().length() - 1),
                verdict.rule());
    }

    /** @param mgPerHour the rate, mg/h; null where the step does not set a rate */
    private List<Verdict> verdicts(BigDecimal totalMg, BigDecimal mgPerHour) {
        var verdicts = new ArrayList<Verdict>();
        if (mgPerHour != null) {
            verdicts.add(rate(mgPerHour));
        }
        if (!dose().fixed()) {
            verdicts.add(total(totalMg));
        }
        return verdicts;
    }

    private Verdict rate(BigDecimal mgPerHour) {
        var limit = dose().refuseAboveMgPerKgPerHour();
        var rate = perKg(mgPerHour, weightKg);
        var verdict = new VerdictBuilder(Rule.RATE_LIMIT, revision)
                .input("mgPerHour", mgPerHour)
                .input("weightKg", weightKg)
                .input("mgPerKgPerHour", rate)
                .limit("/dose/refuseAboveMgPerKgPerHour", limit);
        return above(rate, limit)
                ? refused(verdict, "The rate of %s mg/kg/h is above %s mg/kg/h.", plain(rate), plain(limit))
                : verdict.pass("The rate of %s mg/kg/h is within the limits.", plain(rate));
    }

    private Verdict total(BigDecimal totalMg) {
        var warn = dose().warnAboveMgPerKg();
        var refuse = dose().refuseAboveMgPerKg();
        var total = perKg(totalMg, weightKg);
        var verdict = new VerdictBuilder(Rule.TOTAL_DOSE, revision)
                .input("projectedMg", totalMg.setScale(2, RoundingMode.HALF_UP))
                .input("weightKg", weightKg)
                .input("projectedMgPerKg", total)
                .limit("/dose/warnAboveMgPerKg", warn)
                .limit("/dose/refuseAboveMgPerKg", refuse);
        var above = "The dose comes to %s mg/kg in all, above %s mg/kg.";
        if (above(total, refuse)) {
            return refused(verdict, above, plain(total), plain(refuse));
        }
        return above(total, warn)
                ? verdict.warn(above, plain(total), plain(warn))
                : verdict.pass("The dose comes to %s mg/kg in all.", plain(total));
    }

    private Verdict refused(VerdictBuilder verdict, String detail, Object... values) {
        return worst == Outcome.BLOCK ? verdict.block(detail, values) : verdict.warn(detail, values);
    }

    private DoseRule dose() {
        return revision.rules().dose();
    }

    private static boolean above(BigDecimal value, BigDecimal limit) {
        return limit != null && value.compareTo(limit) > 0;
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
