package org.sextant.rules.safety;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the inputs and limits of one rule, and then says what it comes to. */
@SuppressWarnings("AnnotateFormatMethod") // Its annotation would need a dependency.
final class VerdictBuilder {

    private final Rule rule;
    private final ProtocolRevision law;
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private final Map<String, Object> limits = new LinkedHashMap<>();
    private final List<String> pointers = new ArrayList<>();

    VerdictBuilder(Rule rule, ProtocolRevision law) {
        this.rule = rule;
        this.law = law;
    }

    /** Notes what is judged; null is left out. */
    VerdictBuilder input(String name, Object value) {
        if (value != null) {
            inputs.put(name, value instanceof Instant time ? time.toString() : value);
        }
        return this;
    }

    /** Notes what it is compared with, named by the last segment of its pointer; null is left out. */
    VerdictBuilder limit(String pointer, Object value) {
        if (value != null) {
            limits.put(pointer.substring(pointer.lastIndexOf('/') + 1), value);
            pointers.add(pointer);
        }
        return this;
    }

    /** Notes that the protocol asks for it there, without a value to compare with. */
    VerdictBuilder askedAt(String pointer) {
        pointers.add(pointer);
        return this;
    }

    Verdict pass(String detail, Object... values) {
        return end(Outcome.PASS, detail, values);
    }

    Verdict warn(String detail, Object... values) {
        return end(Outcome.WARN, detail, values);
    }

    Verdict block(String detail, Object... values) {
        return end(Outcome.BLOCK, detail, values);
    }

    private Verdict end(Outcome outcome, String detail, Object... values) {
        return new Verdict(
                rule.name(),
                outcome,
                String.format(Locale.ROOT, detail, values),
                inputs,
                limits,
                rule.ownSource() == null ? law.sourceOf(pointers) : rule.ownSource(),
                outcome == Outcome.BLOCK ? Verdict.PRESCRIBER : null);
    }
}
