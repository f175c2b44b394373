package org.sextant.chart.patient;

import org.sextant.web.problem.ProblemType;

/** The problem types of patients. */
public final class PatientProblem {

    /** Another patient of the clinic has the MRN. */
    public static final ProblemType DUPLICATE_MRN =
            new ProblemType("duplicate-mrn", "The clinic has a patient with this MRN", 409, "existing");

    private PatientProblem() {}
}
