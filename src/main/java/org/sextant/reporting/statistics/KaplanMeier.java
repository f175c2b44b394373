package org.sextant.reporting.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * For how long something lasts when not everybody is watched to the end: the product-limit estimate of Kaplan and Meier
 * (1958), with Greenwood's variance on the logarithm of the share.
 */
public final class KaplanMeier {

    private static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);

    private final List<Observation> observations = new ArrayList<>();
    private boolean sorted = true;

    /**
     * One course.
     *
     * @param days until the end, or until it was last seen
     * @param ended whether it came to the end
     */
    private record Observation(double days, boolean ended) {}

    /**
     * What holds at one moment.
     *
     * @param atRisk those that had neither ended nor been lost before it
     * @param ended those that have ended, this moment included
     * @param censored those that were last seen before it
     * @param share that has not ended; 0 to 1
     * @param lower bound of the 95 % interval of the share; NaN where the share is 0
     * @param upper likewise, at most 1
     */
    public record Point(int atRisk, int ended, int censored, double share, double lower, double upper) {}

    public void add(double days, boolean ended) {
        observations.add(new Observation(days, ended));
        sorted = false;
    }

    public int size() {
        return observations.size();
    }

    /** The estimate at so many days. */
    public Point at(double days) {
        sort();
        var share = 1.0;
        var greenwood = 0.0;
        var ended = 0;
        var seen = 0;
        while (seen < size() && observations.get(seen).days() <= days) {
            var time = observations.get(seen).days();
            var atRisk = size() - seen;
            var endsNow = 0;
            for (; seen < size() && observations.get(seen).days() == time; seen++) {
                endsNow += observations.get(seen).ended() ? 1 : 0;
            }
            ended += endsNow;
            share *= 1 - endsNow / (double) atRisk;
            greenwood += endsNow / (double) atRisk / (atRisk - endsNow);
        }
        var spread = Z * Math.sqrt(greenwood);
        return new Point(
                count(one -> one.days() >= days),
                ended,
                count(one -> one.days() < days && !one.ended()),
                share,
                share == 0 ? Double.NaN : share * Math.exp(-spread),
                share == 0 ? Double.NaN : Math.min(1, share * Math.exp(spread)));
    }

    private int count(Predicate<Observation> which) {
        return Math.toIntExact(observations.stream().filter(which).count());
    }

    private void sort() {
        if (!sorted) {
            observations.sort(Comparator.comparingDouble(Observation::days));
            sorted = true;
        }
    }
}
