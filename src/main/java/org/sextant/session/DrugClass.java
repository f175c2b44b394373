package org.sextant.session;

/** Classes of medication beside which esketamine needs closer watching, as the REMS monitoring form asks for them. */
public enum DrugClass {
    BENZODIAZEPINE,
    SEDATIVE_HYPNOTIC,
    PSYCHOSTIMULANT,
    MAOI,
    OPIOID
}
