package org.sextant.reporting.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.EnumSet;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Statistic;

/** A sample of numbers, with mean, standard deviation and median. */
public final class Sample {

    private static final int DECIMALS = 3;

    private double[] values = new double[16];
    private int size;

    public void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    public int size() {
        return size;
    }

    /** Three decimals; null for an empty sample. */
    public BigDecimal mean() {
        return size == 0 ? null : rounded(of(Statistic.MEAN), DECIMALS);
    }

    /** With n − 1, three decimals; null for fewer than two numbers. */
    public BigDecimal standardDeviation() {
        return size < 2 ? null : rounded(of(Statistic.STANDARD_DEVIATION), DECIMALS);
    }

    /** One decimal; null for an empty sample. */
    public BigDecimal median() {
        return size == 0 ? null : rounded(Median.withDefaults().evaluate(Arrays.copyOf(values, size)), 1);
    }

    private double of(Statistic statistic) {
        return DoubleStatistics.of(EnumSet.of(statistic), Arrays.copyOf(values, size))
                .getAsDouble(statistic);
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
