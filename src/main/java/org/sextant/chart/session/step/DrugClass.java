package org.sextant.chart.session.step;

/** Classes of medication beside which esketamine needs closer watching, as the REMS monitoring form asks for them. */
public enum DrugClass {
    BENZODIAZEPINE,
    SEDATIVE_HYPNOTIC,
    PSYCHOSTIMULANT,
    MAOI,
    OPIOID
}
