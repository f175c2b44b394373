/**
 * What was drawn, given and wasted of each lot.
 * Start at {@link DrugAccountResource}.
 * May import: rules, record, audit, identity, web.
 */
package org.sextant.compliance.drugaccount;
