/**
 * Counts, proportions, means and survival curves; small cells are hidden here.
 * Start at {@link SmallCellSuppression}, {@link KaplanMeier}, {@link Proportion}, {@link Sample}.
 * May import: nothing.
 */
package org.sextant.reporting.statistics;
