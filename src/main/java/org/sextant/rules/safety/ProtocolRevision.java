package org.sextant.rules.safety;

import java.util.List;
import java.util.stream.Collectors;
import org.sextant.rules.protocol.Rules;

/**
 * The revision of a protocol that a session runs under.
 *
 * @param protocol its code
 */
public record ProtocolRevision(String protocol, int revision, Rules rules) {

    /** Where the values at these pointers come from; where the protocol does not say, it is the clinic that set them. */
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
