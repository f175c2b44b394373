/**
 * The monitoring form of the esketamine REMS, its deadline and its submission.
 * Start at {@link RemsResource}, {@link RemsForm}.
 * May import: chart, rules, record, audit, identity, web.
 */
package org.sextant.compliance.rems;
