package org.sextant.chart.course;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.rules.safety.Verdict;

/**
 * What the rules said to the activation.
 *
 * @param overrideReason why a prescriber activated the course although a rule blocked the activation; else null
 * @param verdicts the verdicts that did not pass; verdicts that block were overridden
 */
@Embeddable
record Activated(
        @Column(name = "activation_override_reason") String overrideReason,

        @Column(name = "activation_verdicts") @JdbcTypeCode(SqlTypes.JSON)
        List<Verdict> verdicts) {}
