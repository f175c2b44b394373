package org.sextant.chart.readiness;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The steps on the way to a treatment, in order. */
enum ReadinessStep {
    @JsonProperty("activate")
    ACTIVATE,
    @JsonProperty("check-in")
    CHECK_IN,
    @JsonProperty("start")
    START
}
