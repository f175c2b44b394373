/**
 * The safety rules as pure functions: from facts to verdicts. No framework, no input, no output.
 * Start at {@link StartRules}, {@link EndRules}, {@link DischargeRules}, {@link ReadingRules}.
 * May import: rules.protocol, record.
 */
package org.sextant.rules.safety;
