package org.sextant.reporting.summary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.sextant.reporting.summary.SummaryOfVisit.Pressure;
import org.sextant.reporting.summary.SummaryView.Readings;

/**
 * The readings of one session; readings entered in error do not count.
 *
 * @param readings the number of readings
 * @param maxSystolic mmHg, of all readings; null where no reading has one, and likewise for the parameters below
 * @param maxDiastolic mmHg
 * @param minSpo2 %
 * @param baseline the last pressure at or before the start, in the order of records
 * @param peak the highest systolic and the highest diastolic from the start on, not always of one reading
 */
record VisitReadings(
        UUID sessionId,
        int readings,
        Integer maxSystolic,
        Integer maxDiastolic,
        Integer minSpo2,
        Pressure baseline,
        Pressure peak) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The extremes of a whole course. */
    static Readings ofCourse(List<VisitReadings> visits) {
        return new Readings(
                visits.stream().mapToInt(VisitReadings::readings).sum(),
                highest(visits, VisitReadings::maxSystolic),
                highest(visits, VisitReadings::maxDiastolic),
                visits.stream()
                        .map(VisitReadings::minSpo2)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                highest(visits, VisitReadings::systolicRisePercent));
    }

    private static <T extends Comparable<T>> T highest(List<VisitReadings> visits, Function<VisitReadings, T> value) {
        return visits.stream()
                .map(value)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** % of the baseline, one decimal, halves rounded away from zero. */
    private BigDecimal systolicRisePercent() {
        return baseline == null || peak == null
                ? null
                : BigDecimal.valueOf(peak.systolic() - (long) baseline.systolic())
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(baseline.systolic()), 1, RoundingMode.HALF_UP);
    }
}
