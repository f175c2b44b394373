package org.sextant.reporting.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How long a state lasts when not every observation reaches the end: the product-limit estimate of Kaplan and Meier
 * (1958), with Greenwood's variance on the logarithm of the share.
 */
public final class KaplanMeier {

    private static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);

    private final List<Observation> observations = new ArrayList<>();
    private boolean sorted = true;

    /**
     * One observed course.
     *
     * @param days until the end, or until the last observation
     * @param ended true where the end was observed; false where the course is censored
     */
    private record Observation(double days, boolean ended) {}

    /**
     * The estimate at one moment.
     *
     * @param atRisk courses neither ended nor censored before this moment
     * @param ended courses ended at or before this moment
     * @param censored courses last observed before this moment
     * @param share of the courses that have not ended; 0 to 1
     * @param lower bound of the 95 % interval of the share; NaN where the share is 0
     * @param upper bound of the 95 % interval of the share, at most 1; NaN where the share is 0
     */
    public record Point(int atRisk, int ended, int censored, double share, double lower, double upper) {}

    public void add(double days, boolean ended) {
        observations.add(new Observation(days, ended));
        sorted = false;
    }

    public int size() {
        return observations.size();
    }

    /** The estimate after this number of days. */
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
                count(observation -> observation.days() >= days),
                ended,
                count(observation -> observation.days() < days && !observation.ended()),
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
