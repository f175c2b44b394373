package org.sextant.rules.safety;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.rules.protocol.Drug;
import org.sextant.rules.protocol.RequiredClearance;
import org.sextant.rules.protocol.RequiredClearance.Moment;
import org.sextant.rules.protocol.RequiredClearance.Scope;

/**
 * The rules that decide whether the patient's clearances allow an activation or a start. The newest clearance of a kind
 * counts, in each course of the patient.
 */
public final class ClearanceRules {

    /** The input that names the kind of clearance. */
    private static final String KIND = "kind";

    private final ProtocolRevision revision;
    private final ClearanceFacts facts;
    private final LocalDate date;
    private final LocalDate earliestDate;

    private ClearanceRules(ProtocolRevision revision, ClearanceFacts facts, LocalDate date, LocalDate earliestDate) {
        this.revision = revision;
        this.facts = facts;
        this.date = date;
        this.earliestDate = earliestDate;
    }

    /**
     * A verdict for each clearance that the activation of a course needs.
     *
     * @param date the date of the activation, in the time zone of the clinic
     * @param appointed true where the course has an appointment. Without one the course may be entered late: a clearance
     *     that expired within the last year is a warning, and the first start evaluates the clearance on its own date.
     */
    public static List<Verdict> atActivation(
            ProtocolRevision revision, ClearanceFacts facts, LocalDate date, boolean appointed) {
        var rules = new ClearanceRules(revision, facts, date, appointed ? date : date.minusYears(1));
        return rules.required()
                .filter(place -> rules.clearance(place).at() == Moment.ACTIVATION)
                .mapToObj(rules::asked)
                .toList();
    }

    /** The kinds of clearances that these verdicts of {@link #atActivation} block for. */
    public static List<String> blockedKinds(List<Verdict> verdicts) {
        return Verdict.blocking(verdicts).stream()
                .map(verdict -> verdict.inputs().get(KIND))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .toList();
    }

    /**
     * A verdict for each clearance that the start needs, and for each clearance that forbids it or sets a condition.
     *
     * @param firstOfCourse true where no other session of the course has begun
     * @param date the date of the start, in the time zone of the clinic
     */
    public static List<Verdict> atStart(
            ProtocolRevision revision, ClearanceFacts facts, boolean firstOfCourse, LocalDate date) {
        var rules = new ClearanceRules(revision, facts, date, date);
        var verdicts = new ArrayList<Verdict>();
        rules.required()
                .mapToObj(place -> rules.isAskedAtStart(place, firstOfCourse)
                        ? Optional.of(rules.asked(place))
                        : rules.standing(place, firstOfCourse))
                .flatMap(Optional::stream)
                .forEach(verdicts::add);
        rules.notRequired().forEach(verdicts::add);
        return verdicts.isEmpty()
                ? List.of(rules.verdict(Rule.CLEARANCE_CURRENT).pass("No clearance is needed for this start."))
                : verdicts;
    }

    /** The places of the clearances that the protocol requires of the patient. */
    private IntStream required() {
        return IntStream.range(0, revision.rules().clearances().size())
                .filter(place -> clearance(place).appliesTo() == Scope.ALL || facts.childbearing());
    }

    private RequiredClearance clearance(int place) {
        return revision.rules().clearances().get(place);
    }

    private boolean isAskedAtStart(int place, boolean firstOfCourse) {
        return switch (clearance(place).at()) {
            case ACTIVATION -> false;
            case EACH_SESSION -> true;
            case FIRST_SESSION -> firstOfCourse;
        };
    }

    /** The verdict on a clearance that this step needs. */
    private Verdict asked(int place) {
        var required = clearance(place);
        var verdict = verdict(ruleOf(required.kind()))
                .input(KIND, required.kind().name())
                .input("date", date.toString())
                .limit("/clearances/" + place, "validDays", required.validDays());
        var newest = facts.newest(required.kind());
        if (newest.isEmpty()) {
            return verdict.block("The clearance %s is missing.", required.kind());
        }
        var lastDay = lastDay(newest.get(), required);
        with(newest.get(), verdict).input("validUntil", lastDay.toString());
        if (newest.get().outcome() == ClearanceOutcome.NOT_CLEARED) {
            return notCleared(newest.get(), verdict);
        }
        if (earliestDate.isAfter(lastDay)) {
            return expired(newest.get(), lastDay, verdict);
        }
        if (date.isAfter(lastDay)) {
            return verdict.warn(
                    "The clearance %s of %s was valid until %s. It does not clear a first session after that day.",
                    required.kind(), newest.get().clearedOn(), lastDay);
        }
        return newest.get().outcome() == ClearanceOutcome.CONDITIONAL
                ? conditional(newest.get(), verdict)
                : verdict.pass("The clearance %s is valid until %s.", required.kind(), lastDay);
    }

    private static LocalDate lastDay(ClearanceFact fact, RequiredClearance required) {
        var byProtocol = fact.clearedOn().plusDays(required.validDays());
        return fact.expiresOn() == null || fact.expiresOn().isAfter(byProtocol) ? byProtocol : fact.expiresOn();
    }

    /**
     * The verdict on a clearance that another step needed: its age counts at the first session, a later refusal always.
     * One verdict stands for all steps that need the kind.
     */
    private Optional<Verdict> standing(int place, boolean firstOfCourse) {
        var required = clearance(place);
        return facts.newest(required.kind())
                .filter(fact -> required()
                        .filter(other -> clearance(other).kind() == fact.kind())
                        .noneMatch(other -> other < place || isAskedAtStart(other, firstOfCourse)))
                .filter(fact -> fact.outcome() != ClearanceOutcome.CLEARED || isTooOld(fact, required, firstOfCourse))
                .map(fact -> {
                    var verdict = with(
                                    fact,
                                    verdict(ruleOf(fact.kind()))
                                            .input(KIND, fact.kind().name()))
                            .askedAt("/clearances/" + place);
                    if (fact.outcome() == ClearanceOutcome.NOT_CLEARED) {
                        return notCleared(fact, verdict);
                    }
                    return isTooOld(fact, required, firstOfCourse)
                            ? expired(fact, lastDay(fact, required), verdict)
                            : conditional(fact, verdict);
                });
    }

    /**
     * The verdicts on kinds that the protocol does not require: a refusal is a warning. A positive pregnancy test forbids
     * the start of each patient who may be pregnant, whatever the protocol requires.
     */
    private Stream<Verdict> notRequired() {
        return Stream.of(ClearanceKind.values())
                .filter(this::isNotRequired)
                .flatMap(kind -> facts.newest(kind).stream())
                .filter(fact -> fact.outcome() == ClearanceOutcome.NOT_CLEARED)
                .map(fact -> {
                    var verdict = with(
                                    fact,
                                    verdict(ruleOf(fact.kind()))
                                            .input(KIND, fact.kind().name()))
                            .source("Sextant: a refusal of the patient's newest clearance is never passed over");
                    return fact.kind() == ClearanceKind.PREGNANCY_TEST
                            ? notCleared(fact, verdict)
                            : verdict.warn(
                                    "The patient was not cleared in %s on %s, which the protocol does not require.",
                                    fact.kind(), fact.clearedOn());
                });
    }

    /** True where the protocol does not require the kind of this patient, and a refusal of the kind is of interest. */
    private boolean isNotRequired(ClearanceKind kind) {
        return required().noneMatch(place -> clearance(place).kind() == kind)
                && switch (kind) {
                    case PREGNANCY_TEST -> facts.childbearing();
                    case REMS_ENROLMENT -> revision.rules().drug() == Drug.ESKETAMINE;
                    default -> true;
                };
    }

    /** True at the first session after the last day of a clearance that the activation needed. */
    private boolean isTooOld(ClearanceFact fact, RequiredClearance required, boolean firstOfCourse) {
        return firstOfCourse && required.at() == Moment.ACTIVATION && date.isAfter(lastDay(fact, required));
    }

    private static Verdict expired(ClearanceFact fact, LocalDate lastDay, VerdictBuilder verdict) {
        return verdict.block("The clearance %s of %s was valid until %s.", fact.kind(), fact.clearedOn(), lastDay);
    }

    private static Verdict notCleared(ClearanceFact fact, VerdictBuilder verdict) {
        return verdict.block("The patient was not cleared in %s on %s.", fact.kind(), fact.clearedOn());
    }

    private static Verdict conditional(ClearanceFact fact, VerdictBuilder verdict) {
        return verdict.warn(
                "The patient was cleared in %s on %s under a condition; see the clearance.",
                fact.kind(), fact.clearedOn());
    }

    private static VerdictBuilder with(ClearanceFact fact, VerdictBuilder verdict) {
        return verdict.input("outcome", fact.outcome().name())
                .input("clearedOn", fact.clearedOn().toString());
    }

    private static Rule ruleOf(ClearanceKind kind) {
        return kind == ClearanceKind.REMS_ENROLMENT ? Rule.REMS_ENROLLED : Rule.CLEARANCE_CURRENT;
    }

    private VerdictBuilder verdict(Rule rule) {
        return new VerdictBuilder(rule, revision);
    }
}
