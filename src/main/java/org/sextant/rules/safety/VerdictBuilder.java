package org.sextant.rules.safety;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the inputs and limits of one rule and makes the verdict. */
@SuppressWarnings("AnnotateFormatMethod") // The annotation would need a dependency.
final class VerdictBuilder {

    private final Rule rule;
    private final ProtocolRevision revision;
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private final Map<String, Object> limits = new LinkedHashMap<>();
    private final List<String> pointers = new ArrayList<>();
    private String ownSource;

    VerdictBuilder(Rule rule, ProtocolRevision revision) {
        this.rule = rule;
        this.revision = revision;
        this.ownSource = rule.ownSource();
    }

    /** Adds an evaluated value; ignores null. */
    VerdictBuilder input(String name, Object value) {
        if (value != null) {
            inputs.put(name, value instanceof Instant time ? time.toString() : value);
        }
        return this;
    }

    /** Adds a limit under the last segment of its JSON pointer; ignores null. */
    VerdictBuilder limit(String pointer, Object value) {
        if (value != null) {
            limits.put(pointer.substring(pointer.lastIndexOf('/') + 1), value);
            pointers.add(pointer);
        }
        return this;
    }

    /** Adds a limit under a name, for a value that is part of the member at the JSON pointer; ignores null. */
    VerdictBuilder limit(String pointer, String name, Object value) {
        if (value != null) {
            limits.put(name, value);
            pointers.add(pointer);
        }
        return this;
    }

    /** Names the source of a verdict that no value of the protocol leads to. */
    VerdictBuilder source(String named) {
        ownSource = named;
        return this;
    }

    /** Adds the JSON pointer at which the protocol requires the rule, for a rule without a limit. */
    VerdictBuilder askedAt(String pointer) {
        pointers.add(pointer);
        return this;
    }

    Verdict pass(String detail, Object... values) {
        return verdict(Outcome.PASS, detail, values);
    }

    Verdict warn(String detail, Object... values) {
        return verdict(Outcome.WARN, detail, values);
    }

    Verdict block(String detail, Object... values) {
        return verdict(Outcome.BLOCK, detail, values);
    }

    private Verdict verdict(Outcome outcome, String detail, Object... values) {
        return new Verdict(
                rule.name(),
                outcome,
                String.format(Locale.ROOT, detail, values),
                inputs,
                limits,
                ownSource == null ? revision.sourceOf(pointers) : ownSource,
                outcome == Outcome.BLOCK ? Verdict.PRESCRIBER : null);
    }
}
