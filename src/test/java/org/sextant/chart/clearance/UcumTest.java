package org.sextant.chart.clearance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UcumTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "%",
                "U/L",
                "k[IU]/L",
                "[IU]/L",
                "m[IU]/mL",
                "mg/dL",
                "mg/dl",
                "ug/L",
                "ng/mL",
                "pg/mL",
                "mmol/L",
                "umol/L",
                "mmol/mol",
                "meq/L",
                "mosm/kg",
                "mm[Hg]",
                "cm[H2O]",
                "kPa",
                "ms",
                "s",
                "min",
                "/min",
                "h",
                "d",
                "wk",
                "mo",
                "a",
                "Cel",
                "[degF]",
                "10*3/uL",
                "10^9/L",
                "10*6/mm3",
                "mL/min",
                "mL/min/{1.73_m2}",
                "mL/min/(173.10*-2.m2)",
                "mg/(24.h)",
                "{score}",
                "{beats}/min",
                "%{Hb}",
                "fL",
                "g/dL",
                "kg/m2",
                "[pH]",
                "[lb_av]",
                "nmol/mg{creatinine}",
                "ukat/L",
                "mGy",
                "dB"
            })
    void theUnitsOfLaboratoriesAreUnits(String unit) {
        assertThat(Ucum.isUnit(unit)).as(unit).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mmHg",
                "bpm",
                "mEq/L",
                "MG/DL",
                "IU/L",
                "units",
                "cc",
                "sec",
                "hours",
                "lb",
                "x10^3/uL",
                "mg per dL",
                "mg/",
                "mg//dL",
                "(mg",
                "µg/L",
                "°C",
                "mL/min/1.73 m2",
                "",
                "{",
                "[",
                "mg}",
                "percent"
            })
    void whatIsWrittenOtherwiseIsNone(String text) {
        assertThat(Ucum.isUnit(text)).as(text).isFalse();
    }
}
