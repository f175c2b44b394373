package org.sextant.reporting.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** A share of a whole: fractions from 0 to 1 with four decimals. */
public record Proportion(int count, int whole) {

    private static final double ERROR_RATE = 0.05;
    private static final int DECIMALS = 4;

    /** Null where the whole is 0. */
    public BigDecimal rate() {
        return whole == 0
                ? null
                : BigDecimal.valueOf(count).divide(BigDecimal.valueOf(whole), DECIMALS, RoundingMode.HALF_UP);
    }

    /** The 95 % interval of Wilson (1927), lower and upper bound; null where the whole is 0. */
    public List<BigDecimal> interval() {
        if (whole == 0) {
            return null;
        }
        var interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(whole, count, ERROR_RATE);
        return List.of(fraction(interval.getLowerBound()), fraction(interval.getUpperBound()));
    }

    public static BigDecimal fraction(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
