package org.sextant.rules.safety;

import java.time.LocalDate;
import org.sextant.rules.protocol.ClearanceKind;

/**
 * The newest clearance of one kind.
 *
 * @param expiresOn the last day on which the clearance is valid; null where the clearance names no such day
 */
public record ClearanceFact(ClearanceKind kind, ClearanceOutcome outcome, LocalDate clearedOn, LocalDate expiresOn) {}
