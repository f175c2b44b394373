package org.sextant.chart.patient;

import org.sextant.web.problem.ProblemType;

/** What can go wrong with a patient's record. */
public final class PatientProblem {

    /** A second patient with the MRN of another. */
    public static final ProblemType DUPLICATE_MRN =
            new ProblemType("duplicate-mrn", "The clinic has a patient with this MRN", 409);

    private PatientProblem() {}
}
