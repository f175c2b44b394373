package org.sextant.chart.session.step;

/** Classes of concomitant medication that the REMS monitoring form of esketamine asks for. */
public enum DrugClass {
    BENZODIAZEPINE,
    SEDATIVE_HYPNOTIC,
    PSYCHOSTIMULANT,
    MAOI,
    OPIOID
}
