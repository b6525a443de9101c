package io.airbranch.sim.durable;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Delays that many threads measure, in nanoseconds; kept to three digits. */
public final class Delays {
    private final Histogram nanos = new ConcurrentHistogram(3);

    public void add(long nanoseconds) {
        nanos.recordValue(Math.max(0, nanoseconds));
    }

    public long count() {
        return nanos.getTotalCount();
    }

    /** The delay that this share of all does not exceed, in milliseconds; 0 where nothing was measured. */
    public double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    public double longestMillis() {
        return nanos.getMaxValue() / 1e6;
    }
}
