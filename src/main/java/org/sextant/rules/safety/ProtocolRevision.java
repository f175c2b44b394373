package org.sextant.rules.safety;

import java.util.List;
import java.util.stream.Collectors;
import org.sextant.rules.protocol.Rules;

/**
 * The revision of a protocol that applies to a session.
 *
 * @param protocol the code of the protocol
 */
public record ProtocolRevision(String protocol, int revision, Rules rules) {

    /** The sources of the values at these JSON pointers; the clinic, where the protocol names no source for a value. */
    String sourceOf(List<String> pointers) {
        var sources = pointers.stream()
                .map(pointer -> rules.sources().get(pointer))
                .distinct()
                .toList();
        return sources.isEmpty() || sources.contains(null)
                ? "Set by the clinic: %s, revision %d".formatted(protocol, revision)
                : sources.stream().collect(Collectors.joining("; "));
    }
}
