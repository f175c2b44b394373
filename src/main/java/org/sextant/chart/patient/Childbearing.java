package org.sextant.chart.patient;

/** Whether the patient may be pregnant, so that clearances such as a pregnancy test are asked. UNKNOWN asks. */
public enum Childbearing {
    YES,
    NO,
    UNKNOWN
}
